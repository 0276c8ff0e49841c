/**
 * The file system that a Python script sees: Emscripten's, in memory, with everything frozen but `/tmp` and `/run`.
 *
 * Freezing takes the writing operations away from each existing node instead of trusting mode bits, which Emscripten
 * checks in some places and forgets in others. `/tmp` and `/run` are mounted afresh for each call, with a quota, because
 * files live outside WebAssembly's memory and would otherwise be a way around its cap.
 */

interface Operations {
  [name: string]: unknown
}

interface FileNode {
  id: number
  name: string
  mode: number
  rdev: number
  mount: Mount
  name_next?: FileNode
  node_ops: Operations
  stream_ops: Operations
  /** Bytes of a file (as unsigned or, after the first write, signed numbers) or the entries of a folder. */
  contents?: Uint8Array | Int8Array | Record<string, FileNode>
  usedBytes?: number
}

interface Mount {
  mountpoint: string
  root: FileNode
}

interface Stream {
  fd: number | null
  node: FileNode
  stream_ops: Operations
  shared: object
}

interface MemoryFiles {
  ops_table: { file: { node: Operations; stream: Operations } }
  stream_ops: Operations
  createNode(...args: unknown[]): FileNode
}

/** The part of Emscripten's FS object that is used here; pyodide's own types leave most of it out. */
export interface EmscriptenFiles {
  ignorePermissions: boolean
  currentPath: string
  nextInode: number
  root: FileNode
  nameTable: Record<number, FileNode | undefined>
  streams: (Stream | null)[]
  devices: Record<number, { stream_ops: Operations }>
  filesystems: { MEMFS: MemoryFiles }
  ErrnoError: new (errno: number) => Error
  mkdir(path: string): FileNode
  mount(type: unknown, options: object, path: string): FileNode
  unmount(path: string): void
  makedev(major: number, minor: number): number
  writeFile(path: string, data: Uint8Array): void
  readFile(path: string): Uint8Array
  stat(path: string): { size: number }
  analyzePath(path: string): { exists: boolean; object?: FileNode }
}

export interface FilesOptions {
  /** Bytes that each writable folder may hold. */
  readonly quota: Readonly<Record<string, number>>
  /** Files and folders that one call may make. */
  readonly nodes: number
}

export interface SealedFiles {
  /** Puts a file in place without counting it. */
  write(path: string, data: Uint8Array): void
  /** `undefined` when it is not there. */
  read(path: string): Uint8Array | undefined
  /** Throws away what the last call left: files, descriptors, working directory. */
  reset(): void
}

const ENOSPC = 51
const ENXIO = 60
const READING = new Set(["lookup", "getattr", "readdir", "readlink", "read", "llseek"])
const WRITE_BITS = 0o222
const HOME = "/tmp"

const readOnly = (operations: Operations): Operations =>
  Object.fromEntries(Object.entries(operations).filter(([name]) => READING.has(name)))

/** Freezes what is there and opens the writable folders. Call it once, after Pyodide has loaded. */
export const sealFiles = (FS: EmscriptenFiles, { quota, nodes }: FilesOptions): SealedFiles => {
  const memory = FS.filesystems.MEMFS
  const folders = Object.keys(quota)
  FS.ignorePermissions = false

  // Devices: the three streams, the bottomless ones and nothing that reaches a terminal of the host.
  const kept = new Set(
    ["/dev/null", "/dev/random", "/dev/urandom", "/dev/stdin", "/dev/stdout", "/dev/stderr"].map(
      (path) => FS.analyzePath(path).object?.rdev
    )
  )
  for (const [number, device] of Object.entries(FS.devices)) {
    if (kept.has(Number(number))) continue
    device.stream_ops = {
      open: () => {
        throw new FS.ErrnoError(ENXIO)
      }
    }
  }

  for (const path of folders) if (!FS.analyzePath(path).exists) FS.mkdir(path)
  const isDevice = (node: FileNode): boolean => (node.mode & 0o170000) === 0o020000
  const freeze = (node: FileNode): void => {
    node.node_ops = readOnly(node.node_ops)
    if (isDevice(node)) return
    node.stream_ops = readOnly(node.stream_ops)
    node.mode &= ~WRITE_BITS
  }
  freeze(FS.root)
  for (const first of Object.values(FS.nameTable))
    for (let node = first; node !== undefined; node = node.name_next) freeze(node)

  let unmetered = false
  let made = 0
  let used: Record<string, number> = {}

  const sizeOf = (node: FileNode): number => (ArrayBuffer.isView(node.contents) ? node.contents.byteLength : 0)
  /** What a folder really holds now, with files that are deleted but still open. */
  const measure = (folder: string): number => {
    const seen = new Set<FileNode>()
    for (const first of Object.values(FS.nameTable))
      for (let node = first; node !== undefined; node = node.name_next) seen.add(node)
    for (const stream of FS.streams) if (stream) seen.add(stream.node)
    let total = 0
    for (const node of seen) if (node.mount.mountpoint === folder) total += sizeOf(node)
    return total
  }
  /** Counts `bytes` more for the folder of `node`; measures before it refuses, since deleting is not counted. */
  const charge = (node: FileNode, bytes: number): void => {
    if (unmetered || bytes <= 0) return
    const folder = node.mount.mountpoint
    const limit = quota[folder] ?? 0
    if ((used[folder] ?? 0) + bytes > limit) used[folder] = measure(folder)
    if ((used[folder] ?? 0) + bytes > limit) throw new FS.ErrnoError(ENOSPC)
    used[folder] = (used[folder] ?? 0) + bytes
  }

  const createNode = memory.createNode.bind(memory)
  memory.createNode = (...args) => {
    if (!unmetered && ++made > nodes) throw new FS.ErrnoError(ENOSPC)
    return createNode(...args)
  }
  const write = memory.stream_ops["write"] as (stream: Stream, ...rest: unknown[]) => number
  const metered = (stream: Stream, buffer: unknown, offset: number, length: number, position: number, own: unknown) => {
    charge(stream.node, position + length - sizeOf(stream.node))
    return write(stream, buffer, offset, length, position, own)
  }
  memory.stream_ops["write"] = metered
  memory.ops_table.file.stream["write"] = metered
  const setattr = memory.ops_table.file.node["setattr"] as (node: FileNode, attributes: { size?: number }) => void
  memory.ops_table.file.node["setattr"] = (node: FileNode, attributes: { size?: number }) => {
    if (attributes.size !== undefined) charge(node, attributes.size - sizeOf(node))
    setattr(node, attributes)
  }

  const free = <A>(work: () => A): A => {
    unmetered = true
    try {
      return work()
    } finally {
      unmetered = false
    }
  }
  const standard = FS.streams.slice(0, 3)
  const shared = standard.map((stream) => ({ ...stream?.shared }))
  const firstInode = FS.nextInode
  const mount = (): void => {
    FS.nextInode = firstInode
    for (const folder of folders) FS.mount(memory, {}, folder)
    FS.currentPath = HOME
    made = 0
    used = {}
  }
  free(mount)

  return {
    write: (path, data) => free(() => FS.writeFile(path, data)),
    read: (path) => (FS.analyzePath(path).exists ? FS.readFile(path) : undefined),
    reset: () =>
      free(() => {
        for (const folder of folders) FS.unmount(folder)
        FS.streams.length = 0
        standard.forEach((stream, fd) => {
          if (stream === null) return
          stream.fd = fd
          Object.assign(stream.shared, shared[fd])
          FS.streams[fd] = stream
        })
        mount()
      })
  }
}
