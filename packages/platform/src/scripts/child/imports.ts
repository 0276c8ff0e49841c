/**
 * Which of Pyodide's imports stay open once the sandbox is sealed: the whole wall between a Python script and Node.
 *
 * WebAssembly reaches the outside through its imports and through nothing else. pyodide 314.0.7 has 268 of them, and its
 * JavaScript offers 1,100 more to the linker. Each one named here was read; every other one is fatal, also those that a
 * later version may bring. Data only: `gate.ts` puts it to work.
 */

/** The version whose imports were read. Another one is not started. */
export const PYODIDE_VERSION = "314.0.7"

/**
 * Left as they are: clocks, random bytes, and calls into a file system that lives in memory and whose base is frozen
 * (`files.ts`). All take numbers and give numbers.
 */
export const OPEN: readonly string[] = [
  "fd_close",
  "fd_read",
  "fd_write",
  "fd_seek",
  "fd_pread",
  "fd_pwrite",
  "fd_sync",
  "fd_fdstat_get",
  "__syscall_openat",
  "__syscall_stat64",
  "__syscall_lstat64",
  "__syscall_fstat64",
  "__syscall_newfstatat",
  "__syscall_faccessat",
  "__syscall_getdents64",
  "__syscall_getcwd",
  "__syscall_chdir",
  "__syscall_fchdir",
  "__syscall_mkdirat",
  "__syscall_rmdir",
  "__syscall_unlinkat",
  "__syscall_renameat",
  "__syscall_readlinkat",
  "__syscall_truncate64",
  "__syscall_ftruncate64",
  "__syscall_utimensat",
  "__syscall_dup",
  "__syscall_dup3",
  "__syscall_fdatasync",
  "__syscall_fadvise64",
  "emscripten_date_now",
  "emscripten_get_now",
  "emscripten_get_heap_max",
  "clock_time_get",
  "clock_res_get",
  "random_get",
  "_tzset_js",
  "_localtime_js",
  "_gmtime_js",
  "_mktime_js",
  "_timegm_js"
]

/** What a script was after when it called a closed import; words that finish "tried to …". */
export type Attempt =
  | "use the network"
  | "start a program"
  | "call native code"
  | "make a link, a pipe or a device"
  | "map a file into memory"
  | "set a timer or send a signal"
  | "end its process"
  | "reach the JavaScript around Python"

interface Answer {
  /** What the call returns: an errno (negative for system calls), a null pointer, or 0 for "done". */
  readonly value: number
  /** Absent where the answer is harmless and nothing was attempted. */
  readonly attempt?: Attempt
}

const answers = (attempt: Attempt, value: number, names: readonly string[]): [string, Answer][] =>
  names.map((name) => [name, { value, attempt }])

// wasi-libc's numbering, as Emscripten uses it.
const EACCES = 2
const EPERM = 63
const ENOSYS = 52
const ENOTTY = 59
const EAI_FAIL = -4

/** Answered without calling anything, so that Python sees an ordinary OSError, ImportError or a quiet success. */
export const ANSWERED: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ...answers("use the network", -EACCES, [
    "__syscall_socket",
    "__syscall_accept4",
    "__syscall_bind",
    "__syscall_connect",
    "__syscall_listen",
    "__syscall_getpeername",
    "__syscall_getsockname",
    "__syscall_getsockopt",
    "__syscall_recvfrom",
    "__syscall_recvmsg",
    "__syscall_sendmsg",
    "__syscall_sendto"
  ]),
  ...answers("use the network", EAI_FAIL, ["getaddrinfo", "getnameinfo"]),
  ...answers("use the network", 0, ["getprotobyname"]),
  ...answers("start a program", -EPERM, ["_emscripten_system"]),
  ...answers("call native code", 0, ["_dlopen_js", "_dlsym_js", "ffi_closure_alloc_js"]),
  ...answers("make a link, a pipe or a device", -EPERM, ["__syscall_symlinkat", "__syscall_mknodat", "__syscall_pipe"]),
  ...answers("map a file into memory", -ENOSYS, ["_mmap_js", "_msync_js", "_munmap_js"]),
  ...answers("set a timer or send a signal", -EPERM, ["_setitimer_js"]),
  // Nobody is a terminal, all are root, modes and owners are not kept.
  ["__syscall_ioctl", { value: -ENOTTY }],
  ["__syscall_getuid32_js", { value: 0 }],
  ["__syscall_umask_js", { value: 0o022 }],
  ["__syscall_chmod", { value: 0 }],
  ["__syscall_fchmod", { value: 0 }],
  ["__syscall_fchmodat2", { value: 0 }],
  ["__syscall_fchown32", { value: 0 }],
  ["__syscall_fchownat", { value: 0 }],
  ["__syscall_poll", { value: -ENOSYS }],
  ["__syscall_fallocate", { value: -ENOSYS }],
  ["__syscall_statfs64", { value: -ENOSYS }],
  ["__syscall_fstatfs64", { value: -ENOSYS }],
  ["_try_fcntl64", { value: 0 }],
  ["_try_shutdown", { value: 0 }],
  ["_Py_CheckEmscriptenSignals_Helper", { value: 0 }]
])

/** What an import that is neither open nor answered would have led to. */
export const attemptOf = (name: string): Attempt => {
  if (/^(?:exit|proc_exit|_abort_js|__assert_fail|_emscripten_runtime_keepalive_clear)$/.test(name))
    return "end its process"
  if (/^(?:ffi_|_?emscripten_dlopen|_dl)/.test(name)) return "call native code"
  if (/sighandler|itimer/.test(name)) return "set a timer or send a signal"
  if (/^_maybe_.*_async$/.test(name)) return "use the network"
  return "reach the JavaScript around Python"
}
