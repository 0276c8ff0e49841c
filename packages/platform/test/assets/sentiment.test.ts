import { describe, expect, it } from "vitest"
import { context, data } from "./calling.ts"

const words = { "+": "POSITIVE", "-": "NEGATIVE", "=": "NEUTRAL" } as const
const table: Record<string, readonly string[]> = {
  en: [
    "+I love it.",
    "-I hate it.",
    "-I feel so bad today!",
    "+Not bad at all.",
    "-The staff were not friendly.",
    "=The room has a bed."
  ],
  ar: ["+أحب هذا الفندق", "+خدمة ممتازة", "-كانت الخدمة سيئة", "=الطاولة من الخشب"],
  ca: ["+Un servei excel·lent", "-El servei va ser horrible", "=La taula és de fusta"],
  da: ["+Jeg elsker dette hotel", "-Servicen var forfærdelig", "-Det er ikke godt", "=Vi kom tirsdag"],
  de: ["+Ich liebe dieses Hotel", "-Das ist nicht gut", "-Das Zimmer war schmutzig", "=Der Tisch ist aus Holz"],
  es: ["+Me encanta este hotel", "-La habitación estaba sucia", "-No es bueno"],
  fi: ["+Rakastan tätä hotellia", "-Huone oli likainen", "=Pöytä on puuta"],
  fr: ["+J'adore cet hôtel", "-Ce n'est pas bon", "-La chambre était sale", "=La table est en bois"],
  it: ["+Il cibo era delizioso", "-Non è buono", "=Il treno parte alle dieci"],
  nl: ["+Een uitstekende service", "-Het is niet goed", "=De tafel is van hout"],
  no: ["+Jeg elsker dette hotellet", "-Jeg hater dette stedet", "=Toget går klokken ti"],
  pl: ["+Doskonała obsługa", "-To nie jest dobre", "=Stół jest z drewna"],
  pt: ["+Um serviço excelente", "-O serviço foi horrível", "=A mesa é de madeira"],
  sv: ["+Jag älskar detta hotell", "-Det är inte bra", "=Bordet är av trä"],
  tr: ["+Bu oteli seviyorum", "-İyi değil", "=Masa ahşap"]
}

describe.each(Object.entries(table))("sentiment in %s", (language, sentences) => {
  it.each(sentences.map((sentence) => [words[sentence[0] as keyof typeof words], sentence.slice(1)]))(
    "is %s for: %s",
    async (expected, text) => {
      expect(await data("sentiment-analysis", { text, language })).toBe(expected)
    }
  )
})

describe("the language of a sentiment call", () => {
  it("may be written in any of the usual ways", async () => {
    for (const language of ["es", "ES", "es-mx", "spa", "Spanish"]) {
      expect(await data("sentiment-analysis", { text: "Un servicio excelente", language })).toBe("POSITIVE")
    }
  })

  it("is found from the text when the node names none", async () => {
    const given = context()
    const text = "La habitación estaba sucia y el servicio fue horrible."
    expect(await data("sentiment-analysis", { text }, given)).toBe("NEGATIVE")
    expect(given.reported).toMatchObject({ language: "es", details: { score: expect.any(Number) } })
  })

  it("is named in the message when it has no word list", async () => {
    await expect(data("sentiment-analysis", { text: "とても良い", language: "ja" })).rejects.toThrow(
      "Sentiment analysis has no word list for Japanese (ja); it knows en, ar, ca,"
    )
  })
})
