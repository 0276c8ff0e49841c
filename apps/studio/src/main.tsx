/** Starts the page: signs in with the code in the address, then shows the route. */
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { makeRouter } from "./routes.tsx"
import { connection } from "./store/Connection.ts"
import { setSession, signInFromAddress } from "./store/session.ts"
import { isSignedOut } from "./ui/Failure.ts"
import "./theme.css"

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (isSignedOut(error)) setSession("closed")
    },
    onSuccess: () => setSession("open")
  }),
  // The SDK retries what is worth retrying. The server is usually on this machine, so the browser's online state is
  // irrelevant.
  defaultOptions: {
    queries: { retry: false, networkMode: "always", staleTime: 2_000 },
    mutations: { networkMode: "always" }
  }
})

connection.onBack(() => void queries.invalidateQueries())

await signInFromAddress()
// Opening a new sign-in address in this tab only changes the hash.
addEventListener("hashchange", () => {
  void signInFromAddress().then((opened) => (opened ? queries.resetQueries() : undefined))
})

const root = document.querySelector("#root")
if (root === null) throw new Error("The page has no element #root.")
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={makeRouter()} />
    </QueryClientProvider>
  </StrictMode>
)
