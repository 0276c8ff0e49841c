/**
 * The few WebAssembly types that the sandbox uses. Node has it all, but TypeScript keeps the types in the DOM library, and
 * a server that compiles against the DOM would not notice a `window` by mistake.
 */
declare namespace WebAssembly {
  type ModuleImports = Record<string, unknown>
  type Imports = Record<string, ModuleImports>
  interface WebAssemblyInstantiatedSource {
    instance: Instance
    module: Module
  }
  class Module {
    constructor(bytes: Uint8Array)
    static imports(module: Module): { module: string; name: string; kind: string }[]
  }
  class Instance {
    constructor(module: Module, imports?: Imports)
    readonly exports: Record<string, unknown>
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number })
    readonly buffer: ArrayBuffer
  }
  class Table {
    readonly length: number
    get(index: number): ((...args: readonly unknown[]) => unknown) | null
  }
  class RuntimeError extends Error {}
  function compile(bytes: Uint8Array): Promise<Module>
  function instantiate(source: unknown, imports?: Imports): Promise<WebAssemblyInstantiatedSource>
}
