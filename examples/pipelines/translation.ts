/** Text in, text out: the smallest pipeline that does something. */
import { definePipeline } from "@aixplain-ts/designer"

export default definePipeline("Translate to Portuguese", { English: "text" }, ({ English }, n) => {
  const portuguese = n.translation({ text: English, sourcelanguage: "en", targetlanguage: "pt" })
  return { Portuguese: portuguese.data }
})
