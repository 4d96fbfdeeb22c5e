package prep

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shortlist/index"
)

// sentence is a sentence of an answer, or two in a row.
type sentence struct {
	text     string // a stretch of the answer
	from, to int    // where it stands there, in bytes
	first    int    // how many words its first sentence has
	tokens   []index.Token
	words    []string // the tokens in lower case
	denied   []denial
	supposed []denial // what is no deed: "I would", "I always"
}

// denial is a word of negation with the words that it reaches.
type denial struct {
	cue int
	span
}

var sentenceEnd = regexp.MustCompile(`[.!?]+["')\]]*\s+|\n+`)

// sentencesOf returns the sentences of a text that say something; lists of
// keywords do not.
func sentencesOf(text string) []*sentence {
	var out []*sentence
	for from := 0; from < len(text); {
		to := len(text)
		if end := sentenceEnd.FindStringIndex(text[from:]); end != nil {
			to = from + end[1]
		}
		if s := newSentence(text, from, to); len(s.tokens) > 0 && !s.isList() {
			out = append(out, s)
		}
		from = to
	}
	return out
}

// pairsOf returns each two sentences that follow each other: people say in two
// what a pattern has in one.
func pairsOf(text string, sentences []*sentence) []*sentence {
	var out []*sentence
	for i := 1; i < len(sentences); i++ {
		if a, b := sentences[i-1], sentences[i]; strings.TrimSpace(text[a.to:b.from]) == "" {
			pair := newSentence(text, a.from, b.to)
			pair.first = len(a.tokens)
			out = append(out, pair)
		}
	}
	return out
}

func newSentence(text string, from, to int) *sentence {
	raw := text[from:to]
	from += len(raw) - len(strings.TrimLeftFunc(raw, unicode.IsSpace))
	s := &sentence{text: strings.TrimSpace(raw)}
	s.from, s.to = from, from+len(s.text)
	s.tokens = index.Tokens(s.text)
	for _, t := range s.tokens {
		s.words = append(s.words, strings.ToLower(t.Text))
	}
	s.first = len(s.tokens)
	s.denied, s.supposed = s.denials(), s.suppositions()
	return s
}

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// The small words of English. Sentences are made of them, lists of keywords
// hardly. "t", "s", "ll" are what an apostrophe leaves.
var small = wordSet(`a an the this that these those each every all any some no not it its i we you he she they them their our my your us me him her who whose which what
	is are was were be been am do does did has have had can could will would should may might must ll ve re d s t m
	of to in on at by for from with into onto out up off back over between against during without under within through about or as per than then so if when while where until because before after how there here just only never first`)

// isList reports whether a sentence only strings keywords together.
func (s *sentence) isList() bool {
	parts, smalls, ands, words := 1, 0, 0, len(s.words)
	for i, w := range s.words {
		if i > 0 && strings.ContainsAny(s.gap(i), ",;/•|") {
			parts++
		}
		if small[w] {
			smalls++
		}
		if w == "and" {
			ands++
		}
	}
	switch {
	case parts >= 3 && words < 4*parts:
		return 10*(smalls+ands) < 3*words
	case words > 3:
		return 10*smalls < words
	}
	return smalls == 0 || words < 3
}

// gap returns what stands between word i and the one before.
func (s *sentence) gap(i int) string { return s.text[s.tokens[i-1].End:s.tokens[i].Start] }

// begins reports whether the words from i on have these stems.
func (s *sentence) begins(i int, stems []string) bool {
	return len(s.tokens) >= i+len(stems) &&
		slices.EqualFunc(s.tokens[i:i+len(stems)], stems, func(t index.Token, stem string) bool { return t.Stem == stem })
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

var spelledNumber = wordSet(`two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half`)

func isNumeral(word string) bool {
	return word[0] >= '0' && word[0] <= '9' || spelledNumber[word]
}

// denies reports whether one of the places is negated by a word that is in none
// of them: "a timeout is not a failure" may be the point. So is what is only
// supposed, where deeds are told.
func (s *sentence) denies(places []span, told bool) bool {
	denied := s.denied
	if told {
		denied = slices.Concat(denied, s.supposed)
	}
	return slices.ContainsFunc(denied, func(d denial) bool {
		return overlap(places, []span{d.span}) && !overlap(places, []span{{d.cue, d.cue + 1}})
	})
}

var (
	// Negations of a verb reach its subject as well: "retries were never limited".
	verbNegation = wordSet(`not never t cannot dont doesnt didnt wont cant isnt arent wasnt werent havent hasnt hadnt wouldnt couldnt`)
	negation     = wordSet(`no nobody none nothing neither nor without hardly lack lacks lacked forgot neglected against`)

	preposition = wordSet(`without rather instead`)

	// Two words that negate together, and two of which the first does not negate.
	negatingPairs  = wordSet(`rather-than instead-of fail-to failed-to refused-to should-have yet-to waste-of`)
	affirmingPairs = wordSet(`not-only not-just not-merely not-simply no-matter no-doubt no-later no-longer no-more no-sooner no-problem not-until nothing-but not-sure not-at never-mind`)

	// A clause begins with these, and with the others after a comma.
	opensClause    = wordSet(`but because so until unless although though while whereas since except instead otherwise`)
	opensAfter     = wordSet(`and then which who i we it they you he she the a an there this that these those nobody everybody everyone someone somebody just only also my our its one if when once where after before simply or`)
	opensCondition = wordSet(`if when whenever once unless where before after whether`)
	subject        = wordSet(`i we it they you he she there nobody that this`)
	object         = wordSet(`it them him her us me the a an this that our its their`)
	auxiliary      = wordSet(`do does did is are was were has have had can could will would don doesn didn isn aren wasn weren hasn haven hadn couldn won wouldn never not it i we they you there the a`)

	// What follows these is looked at, not denied: "check that it has not changed".
	looksAt = wordSet(`check checks verify verifies ensure ensures sure see sees find found compare`)

	// What is not known or thought of is denied with the clause that says it: "I
	// don't know what happens when".
	unknown = wordSet(`know knows knew known idea think thought consider considered test tested check checked care matter matters ask asked look looked say see understand understood bother worry worried remember compare need`)
)

// denials finds the negations of a sentence. Conditions deny nothing: "if the
// key is not there".
func (s *sentence) denials() []denial {
	var out []denial
	for i, w := range s.words {
		pair := w + "-"
		if i+1 < len(s.words) {
			pair += s.words[i+1]
		}
		if affirmingPairs[pair] || w == "t" && !s.contracted(i) || !verbNegation[w] && !negation[w] && !negatingPairs[pair] ||
			pair == "should-have" && !s.isParticiple(i+2) { // "it should have a lock"
			continue
		}
		start, from := s.clauseStart(i), i+1
		if verbNegation[w] && (start == 0 || !looksAt[s.words[start-1]]) {
			from = start
		}
		if opensCondition[s.words[start]] {
			// "If it times out we have no way to ask": the second subject begins
			// what follows from the condition.
			then := slices.IndexFunc(s.words[min(start+2, i):i], func(w string) bool { return subject[w] })
			if then < 0 {
				continue
			}
			from = max(from, start+2+then)
		}
		out = append(out, denial{i, span{from, s.clauseEnd(i, true)}})
	}
	return out
}

var (
	supposing = wordSet(`would will ll should might`)
	habitual  = wordSet(`always usually typically generally regularly often believe`)
	// What follows "had" rather than "would" where both are "'d"; all else ends in "ed".
	participle = wordSet(`been lost thought had seen taken gone done known found left built made told said written begun run grown broken chosen got kept spent`)
)

// suppositions finds what is told as something that one would do, or always
// does.
func (s *sentence) suppositions() []denial {
	var out []denial
	for i, w := range s.words {
		switch {
		case habitual[w]:
			out = append(out, denial{i, span{s.clauseStart(i), s.clauseEnd(i, false)}})
		case supposing[w], w == "d" && s.contracted(i) && i+1 < len(s.words) && !s.isParticiple(i+1):
			out = append(out, denial{i, span{i + 1, s.clauseEnd(i, false)}})
		}
	}
	return out
}

// isParticiple reports whether word i is what follows "had" and "should have".
func (s *sentence) isParticiple(i int) bool {
	return i < len(s.words) && (participle[s.words[i]] || strings.HasSuffix(s.words[i], "ed"))
}

// contracted reports whether word i is what follows an apostrophe: "don't".
func (s *sentence) contracted(i int) bool {
	return i > 0 && (s.gap(i) == "'" || s.gap(i) == "’")
}

// breaks reports whether what stands before word i ends a clause in any case.
func (s *sentence) breaks(i int) bool {
	gap := s.gap(i)
	return strings.ContainsAny(gap, ".!?\n;:()–—…") || strings.Contains(gap, " - ")
}

func (s *sentence) clauseStart(i int) int {
	for ; i > 0; i-- {
		w := s.words[i]
		if s.breaks(i) || strings.Contains(s.gap(i), ",") || looksAt[s.words[i-1]] ||
			opensClause[w] || opensCondition[w] || w == "that" || w == "which" || w == "who" ||
			w == "and" && i+1 < len(s.words) && auxiliary[s.words[i+1]] {
			return i
		}
	}
	return 0
}

// clauseEnd returns the end of the clause of word i; another deed ends the scope
// of a denial earlier.
func (s *sentence) clauseEnd(i int, denial bool) int {
	vague := slices.ContainsFunc(s.words[i+1:min(len(s.words), i+4)], func(w string) bool { return unknown[w] })
	for j := i + 1; j < len(s.words); j++ {
		next, after := "", ""
		if j+1 < len(s.words) {
			next = s.words[j+1]
		}
		if j+2 < len(s.words) {
			after = s.words[j+2]
		}
		w := s.words[j]
		switch {
		case s.breaks(j),
			preposition[s.words[i]] && j > i+1 && subject[w], // "without a cache we"
			strings.Contains(s.gap(j), ",") && opensAfter[w],
			opensClause[w] && w+" "+next != "instead of",
			opensCondition[w] && !vague && j > i+1, // "no before and after"
			(w == "and" || w == "or") && subject[next],
			denial && w == "and" && object[after]: // "and bump it"
			return j
		}
	}
	return len(s.words)
}
