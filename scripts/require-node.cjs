// Plain CommonJS on purpose: it must parse on any Node, so that an old one gets a message and not a syntax error.
const [major, minor] = process.versions.node.split(".").map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    "The scripts of aixplain-ts need Node 22.19 or newer; this is " +
      process.versions.node +
      ". On Linux x64 and arm64 `npx -y pnpm@12.21.0 install` brings its own; elsewhere install Node 24 and try again.\n"
  )
  process.exit(1)
}
