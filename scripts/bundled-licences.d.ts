import type { Plugin } from "rolldown"
export declare const bundledLicences: Plugin
