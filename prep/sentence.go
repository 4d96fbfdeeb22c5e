package prep

import (
	"regexp"
	"slices"
	"strings"

	"shortlist/index"
)

// sentence is a sentence of an answer.
type sentence struct {
	text   string // a stretch of the answer
	tokens []index.Token
	words  []string // of the tokens, in lower case
	denied []denial
}

// denial is a word of negation with the words that it reaches.
type denial struct {
	cue      int
	from, to int // the end excluded
}

var sentenceEnd = regexp.MustCompile(`[.!?]+["')\]]*\s+|\n+`)

// sentencesOf returns the sentences of a text that say something; lists of
// keywords do not.
func sentencesOf(text string) []*sentence {
	var out []*sentence
	for len(text) > 0 {
		end := len(text)
		if at := sentenceEnd.FindStringIndex(text); at != nil {
			end = at[1]
		}
		s := &sentence{text: strings.TrimSpace(text[:end])}
		s.tokens = index.Tokens(s.text)
		for _, t := range s.tokens {
			s.words = append(s.words, strings.ToLower(t.Text))
		}
		if len(s.tokens) > 0 && !s.isList() {
			s.denied = s.denials()
			out = append(out, s)
		}
		text = text[end:]
	}
	return out
}

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// The small words of English. Sentences are made of them; lists of keywords
// are not.
var small = wordSet(`a an the this that these those each every all any some no not it its i we you he she they them their our my your me us him her who whose which what
	is are was were be been am do does did has have had can could will would should may might must ll ve re d s t m
	of to in on at by for from with into onto out up off back over as per than then so if when while where until because before after how there here just only never first`)

// isList reports whether a sentence only strings keywords together.
func (s *sentence) isList() bool {
	parts, n := 1, 0
	for i, w := range s.words {
		if i > 0 && strings.ContainsAny(s.gap(i), ",;/•|") {
			parts++
		}
		if small[w] {
			n++
		}
	}
	words := len(s.tokens)
	switch {
	case parts >= 3 && words < 4*parts:
		return 10*n < 3*words
	case words > 4:
		return 10*n < words
	}
	return n == 0 && words > 3
}

// gap returns what stands between word i and the one before.
func (s *sentence) gap(i int) string { return s.text[s.tokens[i-1].End:s.tokens[i].Start] }

func (s *sentence) begins(i int, stems []string) bool {
	if len(s.tokens) < i+len(stems) {
		return false
	}
	for k, stem := range stems {
		if s.tokens[i+k].Stem != stem {
			return false
		}
	}
	return true
}

var spelledNumber = wordSet(`two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half`)

func (s *sentence) numeral(i int) bool {
	c := s.words[i][0]
	return c >= '0' && c <= '9' || spelledNumber[s.words[i]]
}

// denies reports whether the words in places are negated by a word that is not
// among them.
func (s *sentence) denies(places []span) bool {
	for _, d := range s.denied {
		own, reached := false, false
		for _, x := range places {
			own = own || x.from <= d.cue && d.cue < x.to
			reached = reached || x.from < d.to && d.from < x.to
		}
		if reached && !own {
			return true
		}
	}
	return false
}

var (
	// Negations of a verb reach its subject as well: "retries were never limited".
	negatedVerb = wordSet(`not never t cannot dont doesnt didnt wont cant isnt arent wasnt werent havent hasnt hadnt wouldnt couldnt`)
	negation    = wordSet(`no nobody none nothing neither nor without hardly lack lacks lacked forgot neglected against`)

	// Two words that negate together.
	negatingPairs = wordSet(`rather-than instead-of fail-to failed-to refused-to should-have yet-to too-lazy waste-of`)
	// Two words of which the first does not negate.
	affirmingPairs = wordSet(`not-only not-just not-merely not-simply no-matter no-doubt no-later no-longer no-more no-sooner no-problem not-until nothing-but not-sure not-at never-mind`)

	// A clause begins with these, and with the others after a comma.
	opensClause = wordSet(`but because so until unless although though while whereas since except instead otherwise`)
	opensAfter  = wordSet(`and then which who i we it they you he she the a an there this that these those nobody everybody everyone someone somebody just only also my our its
		one if when once where after before simply or`)
	opensCondition = wordSet(`if when whenever once unless where before after whether`)
	subject        = wordSet(`i we it they you he she there nobody that this`)

	// What is not known or thought of is denied with the clause that says it:
	// "I don't know what happens when".
	unknown = wordSet(`know knows knew known idea think thought consider considered test tested check checked care matter matters ask asked look looked say see understand understood bother
		worry worried remember compare need`)
)

// denials finds the negations of a sentence.
func (s *sentence) denials() []denial {
	var out []denial
	for i, w := range s.words {
		next := ""
		if i+1 < len(s.words) {
			next = s.words[i+1]
		}
		if affirmingPairs[w+"-"+next] {
			continue
		}
		if w == "t" && (i == 0 || s.gap(i) != "'" && s.gap(i) != "’") {
			continue
		}
		d := denial{cue: i, from: i + 1, to: i + 1}
		switch {
		case negatedVerb[w]:
			d.from = s.clauseStart(i)
		case negation[w], negatingPairs[w+"-"+next]:
		default:
			continue
		}
		if opensCondition[s.words[s.clauseStart(i)]] && w != "without" {
			continue // "if the key is not there" denies nothing
		}
		d.to = s.clauseEnd(i)
		out = append(out, d)
	}
	return out
}

const hardStops = ";:()–—…?"

func (s *sentence) clauseStart(i int) int {
	for ; i > 0; i-- {
		gap := s.gap(i)
		if strings.ContainsAny(gap, hardStops+",") || strings.Contains(gap, " - ") {
			return i
		}
		w := s.words[i]
		if opensClause[w] || opensCondition[w] || w == "and" || w == "that" || w == "which" || w == "who" {
			return i
		}
	}
	return 0
}

func (s *sentence) clauseEnd(i int) int {
	vague := slices.ContainsFunc(s.words[i+1:min(len(s.words), i+4)], func(w string) bool { return unknown[w] })
	for j := i + 1; j < len(s.words); j++ {
		gap, w := s.gap(j), s.words[j]
		switch {
		case strings.ContainsAny(gap, hardStops), strings.Contains(gap, " - "),
			opensClause[w] && !(w == "instead" && j+1 < len(s.words) && s.words[j+1] == "of"),
			strings.Contains(gap, ",") && opensAfter[w],
			!vague && opensCondition[w],
			(w == "and" || w == "or") && j+1 < len(s.words) && subject[s.words[j+1]]:
			return j
		}
	}
	return len(s.words)
}
