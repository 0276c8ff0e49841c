/**
 * Whose step is next: the team that was served least, and of its runs the one that was served least. Served is counted
 * in estimated milliseconds, so a run of 10,000 segments and a run of one progress side by side, and so do teams.
 *
 * Who joins starts level with the least served member, so nobody saves up time while away.
 */
import { PriorityQueue } from "../clock/PriorityQueue.ts"

interface Member<A> {
  readonly value: A
  served: number
  /** Served already, and not in `served` yet: the heap is in the order of `served`, which changes outside of it only. */
  owed: number
  waiting: boolean
}

/** Members in the order of least served; who has nothing to do is out of the queue until `join` is called again. */
class LeastServed<A> {
  readonly #members = new Map<A, Member<A>>()
  readonly #heap = new PriorityQueue<Member<A>>((a, b) => a.served < b.served)
  /** Served time of the member that had the last turn. */
  #now = 0

  join(value: A): void {
    let member = this.#members.get(value)
    if (member === undefined) {
      member = { value, served: this.#now, owed: 0, waiting: false }
      this.#members.set(value, member)
    }
    if (member.waiting) return
    member.waiting = true
    member.served = Math.max(member.served, this.#now)
    this.#heap.push(member)
  }

  /** Gives turns to the least served until one uses it; a turn answers what it cost, or undefined to step out. */
  turn(use: (value: A) => number | undefined): number | undefined {
    for (let member = this.#heap.pop(); member !== undefined; member = this.#heap.pop()) {
      if (member.owed > 0) {
        member.served += member.owed
        member.owed = 0
        this.#heap.push(member)
        continue
      }
      this.#now = Math.max(this.#now, member.served)
      const cost = this.#members.get(member.value) === member ? use(member.value) : undefined
      if (cost === undefined) {
        member.waiting = false
        continue
      }
      member.served += cost
      this.#heap.push(member)
      return cost
    }
    return undefined
  }

  /** What a turn cost beyond what was said when it began. */
  charge(value: A, cost: number): void {
    const member = this.#members.get(value)
    if (member !== undefined) member.owed += cost
  }

  /** Forgets a member; answers how many are left. */
  leave(value: A): number {
    this.#members.delete(value)
    return this.#members.size
  }
}

export class FairQueue<Run extends { readonly team: string }> {
  readonly #teams = new LeastServed<string>()
  readonly #runs = new Map<string, LeastServed<Run>>()

  /** The run has, or may have, a step to start. */
  join(run: Run): void {
    let runs = this.#runs.get(run.team)
    if (runs === undefined) {
      runs = new LeastServed()
      this.#runs.set(run.team, runs)
    }
    runs.join(run)
    this.#teams.join(run.team)
  }

  leave(run: Run): void {
    if (this.#runs.get(run.team)?.leave(run) !== 0) return
    this.#runs.delete(run.team)
    this.#teams.leave(run.team)
  }

  /** A turn of the run took longer than was said when it began. */
  charge(run: Run, cost: number): void {
    this.#runs.get(run.team)?.charge(run, cost)
    this.#teams.charge(run.team, cost)
  }

  /** Gives one turn; `start` starts a step and returns its estimated milliseconds, or undefined if none is ready. */
  next(start: (run: Run) => number | undefined): boolean {
    return this.#teams.turn((team) => this.#runs.get(team)?.turn(start)) !== undefined
  }
}
