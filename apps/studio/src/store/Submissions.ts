/**
 * Requests that must not be carried out twice: starting a run and adding a pipeline. All are sent here, with an
 * idempotency key that belongs to the filled form: sent again after a lost answer, it is the same request to the
 * server.
 */
import type { RunData } from "@aixplain-ts/sdk"
import { aixplain } from "./client.ts"

declare const brand: unique symbol

/** Created by `Submissions` only, so that no component sends a key that is not kept. */
export type SubmissionKey = string & { readonly [brand]: "SubmissionKey" }

// `randomUUID` exists in secure contexts only.
const newKey = (): SubmissionKey =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    ""
  ) as SubmissionKey

interface Open<Form, Body> {
  readonly form: Form
  readonly key: SubmissionKey
  body?: Promise<Body>
}

/** The open submissions of one kind of form, by the form's name. They live as long as the page is open. */
export class Submissions<Form, Body> {
  readonly #open = new Map<string, Open<Form, Body>>()
  readonly #isSame: (a: Form, b: Form) => boolean
  readonly #prepare: (form: Form) => Promise<Body>
  readonly #newKey: () => SubmissionKey

  constructor(
    isSame: (a: Form, b: Form) => boolean,
    prepare: (form: Form) => Promise<Body>,
    makeKey: () => string = newKey
  ) {
    this.#isSame = isSame
    this.#prepare = prepare
    this.#newKey = makeKey as () => SubmissionKey
  }

  /**
   * Sends the filled form. An unchanged form keeps its key and body until one submission succeeds; a changed form
   * gets a new key.
   */
  async submit<Made>(name: string, form: Form, send: (body: Body, key: SubmissionKey) => Promise<Made>): Promise<Made> {
    const open = this.#of(name, form)
    // Files are uploaded once: a new URL would change the body that belongs to the key.
    open.body ??= this.#prepare(form)
    let body: Body
    try {
      body = await open.body
    } catch (error) {
      delete open.body
      throw error
    }
    const made = await send(body, open.key)
    if (this.#open.get(name) === open) this.#open.delete(name)
    return made
  }

  #of(name: string, form: Form): Open<Form, Body> {
    const known = this.#open.get(name)
    if (known !== undefined && this.#isSame(known.form, form)) return known
    const open = { form, key: this.#newKey() }
    this.#open.set(name, open)
    return open
  }
}

export const startRun = (pipeline: string, data: RunData, key: SubmissionKey) =>
  aixplain.pipelines.ref(pipeline).runAsync(data, { idempotencyKey: key })

export const addPipeline = (document: object, key: SubmissionKey) =>
  aixplain.pipelines.create(document, { idempotencyKey: key })

/** Uploads one file; the submission holds its URL instead. */
export const uploadFile = async (file: File): Promise<string> => (await aixplain.files.upload(file)).url
