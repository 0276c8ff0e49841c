/**
 * Phrases that are not plain English, and what to write instead. `test/plainEnglish.test.ts` searches for them in
 * everything people read: documentation, help, messages, comments, test names, changesets and the studio. The list holds
 * only the worst ones; a phrase that is also used correctly somewhere gets a pattern that does not match there.
 */
export interface Phrase {
  readonly pattern: RegExp
  readonly instead: string
}

const phrase = (pattern: RegExp, instead: string): Phrase => ({ pattern, instead })

/** These match prose only: they contain a space, or a word that no identifier uses. */
export const phrases: readonly Phrase[] = [
  phrase(/\b(?:is|are|was|were) no (?!longer\b|more\b|such\b|\d)[a-z]/i, "is not a …, invalid …, … not found"),
  phrase(/\b(?:[Ii]s|[Aa]re|was|were) none\b/, "is not one, is not set, there are no …"),
  phrase(/\bThere (?:is|are|was|were) no \S+ (?:of that name|like that|called)\b/i, "… not found: <name>"),
  phrase(/\b(?:goes|go|went|going|gone) on\b(?! to the next| disk| the wire)/i, "continues, resumes"),
  phrase(/\b(?:taken|takes|take) (?:it |them )?up again\b/i, "resumed, resumes"),
  phrase(/\blet(?:s)? go\b/i, "detach"),
  phrase(/\b(?:struck|strikes?|striking) out\b|\bstruck from\b|\bdropped from sight\b/i, "redacted"),
  phrase(/\b(?:is|are|was|were) borne\b|\bbears? with\b/i, "tolerated, tolerates"),
  phrase(/\bhand(?:s|ed|ing)? (?:it |them )?(?:on|out)\b/i, "pass, return"),
  phrase(/\blooks? on the way\b|\bgives? (?:it )?a look\b/i, "a check, polls"),
  phrase(/\bask(?:s|ed)? again\b/i, "polls, sends again, retries"),
  phrase(/\blies? (?:in|beside|at|below|under|behind)\b/i, "is in, is next to"),
  phrase(/\bbroke off\b|\bbreaks off\b/i, "was lost"),
  phrase(/\bst(?:ands|ood|and) still\b/i, "stalled, stopped"),
  phrase(/\bunless (?:set|given)\b/i, "default, by default"),
  phrase(/\bwho(?:ever)? waits\b/i, "waiters, the caller"),
  phrase(/\bloose ends?\b/i, "dangling links"),
  phrase(
    /\b(?:the|four|three) doors\b|\bthe rooms\b|\bthe house\b|\bthe way of (?:a|one)\b/i,
    "entry points, packages, layout, request flow"
  ),
  phrase(/\bof (?:one's|its|your|his|their|our) own\b/i, "its own …, your own …, custom"),
  phrase(/\b(?:says?|said) so\b/i, "reports it, or what is reported"),
  phrase(/\btells? that\b/i, "report, indicate"),
  phrase(/\bmade to be there\b/i, "created or updated"),
  phrase(/\bnobody knows\b/i, "unknown"),
  phrase(/\bhears? of\b/i, "receives, is told about"),
  phrase(/\b(?:is|are|was|were) told in\b/i, "is described in"),
  phrase(/\bcomes? back at\b/i, "try again at"),
  phrase(/\bcom(?:es?|ing) to (?:its|the|an|their) end\b/i, "ends, finishes"),
  phrase(/\b(?:is|are) said to be\b/i, "is reported as"),
  phrase(/\bwhat bec(?:ame|omes) of\b/i, "the outcome of"),
  phrase(/\berrors and all\b/i, "even with errors"),
  phrase(/\bin vain\b/i, "without a result"),
  phrase(/\bpiece by piece\b/i, "in chunks"),
  phrase(/\b(?:some|any|every)body\b/i, "another client, another process, anyone, everyone")
]

export interface Found {
  readonly file: string
  readonly line: number
  readonly text: string
  readonly instead: string
}

/** Every use of a phrase in a file, line by line. Finds phrases across a line break, too. */
export const plainEnglishProblems = (file: string, content: string): readonly Found[] => {
  const lines = content.split("\n")
  return lines.flatMap((line, index) => {
    const next = (lines[index + 1] ?? "").replace(/^\s*(?:\*|\/\/|#|>|-)?\s*/, "")
    const joined = `${line} ${next.slice(0, 40)}`
    return phrases.flatMap(({ pattern, instead }) => {
      const at = joined.search(pattern)
      return at >= 0 && at < line.length ? [{ file, line: index + 1, text: line.trim(), instead }] : []
    })
  })
}
