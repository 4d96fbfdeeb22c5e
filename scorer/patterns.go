package scorer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shortlist/index"
)

// pattern is a deed of the data file: slots in a row.
type pattern struct {
	slots []slot
	key   int // the slot by which the index finds candidates
}

// slot is one place of a pattern.
type slot struct {
	words   phraseSet
	exact   phraseSet    // "=": as written, not by their stems
	numbers []numberSlot // that it takes beside its words
	tech    bool         // "@": the name of a technology
	join    slotJoin     // how it follows the slot before
	terms   []string
}

// numberSlot returns how many tokens of a statement, from token i on, are a
// number of its kind; 0 if none.
type numberSlot func(s *said, i int) int

var numberSlots = map[string]numberSlot{
	"#": func(s *said, i int) int { _, n := numberAt(s.tokens, i); return n },
	"##": func(s *said, i int) int {
		value, n := numberAt(s.tokens, i)
		if value < 1000 || s.money(i) {
			return 0
		}
		return n
	},
	"#many":    (*said).manyAt,
	"#time":    (*said).durationAt,
	"#percent": (*said).percentAt,
	"#year": func(s *said, i int) int {
		if yearLike(s.tokens[i].Text) {
			return 1
		}
		return 0
	},
}

// slotJoin says where a slot stands after the one before.
type slotJoin string

// The joins. Any other, "+", is directly after.
const (
	near      slotJoin = ".." // within maxGap words
	nearby    slotJoin = "."  // within closeGap words
	somewhere slotJoin = "&"  // in the same sentence, on either side
)

// How many words may stand between two slots joined by ".." and by ".".
const (
	maxGap   = 6
	closeGap = 2
)

var joinRE = regexp.MustCompile(`\s+(\.\.?|\+|&)\s+`)

// parsePattern reads a deed; words are the alternatives behind each $name.
func parsePattern(s string, words map[string][]string) (*pattern, error) {
	joins := joinRE.FindAllStringSubmatch(s, -1)
	p := &pattern{key: -1}
	for i, part := range joinRE.Split(s, -1) {
		x, err := parseSlot(part, words)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			x.join = slotJoin(joins[i-1][1])
		}
		p.slots = append(p.slots, x)
		// The slot with the fewest alternatives is the rarest, verbs aside.
		if len(x.terms) > 0 && len(x.numbers) == 0 && !x.tech && (p.key < 0 || len(x.terms) < len(p.slots[p.key].terms)) {
			p.key = i
		}
	}
	if p.key < 0 && s != "#many" {
		return nil, fmt.Errorf("the pattern %q has no words to search for", s)
	}
	return p, nil
}

func parseSlot(s string, words map[string][]string) (slot, error) {
	var x slot
	var stems, exact []string
	for _, alternative := range strings.Split(s, "|") {
		alternative = strings.TrimSpace(alternative)
		switch {
		case alternative == "":
			return x, fmt.Errorf("an empty alternative in %q", s)
		case alternative == "@":
			x.tech = true
		case alternative[0] == '#':
			number, ok := numberSlots[alternative]
			if !ok {
				return x, fmt.Errorf("there are no numbers %s", alternative)
			}
			x.numbers = append(x.numbers, number)
		case alternative[0] == '$':
			forms, ok := words[alternative[1:]]
			if !ok {
				return x, fmt.Errorf("there are no words %s", alternative)
			}
			stems = append(stems, forms...)
		case alternative[0] == '=':
			exact = append(exact, alternative[1:])
		default:
			stems = append(stems, alternative)
		}
	}
	x.words, x.exact = newPhraseSet(byStem, stems), newPhraseSet(byWord, exact)
	x.terms = append(stems, exact...)
	return x, nil
}

// span is a run of tokens, end excluded.
type span struct{ from, to int }

// find returns the places where the pattern stands in a statement: for each
// first slot the nearest that follow.
func (p *pattern) find(s *said) [][]span {
	var out [][]span
	for i := 0; i < len(s.tokens); i++ {
		n := p.slots[0].at(s, i)
		if n == 0 {
			continue
		}
		if rest, ok := p.follow(s, 1, []span{{i, i + n}}); ok {
			out = append(out, rest)
			i += n - 1
		}
	}
	return out
}

// follow completes a match from slot k on.
func (p *pattern) follow(s *said, k int, sofar []span) ([]span, bool) {
	if k == len(p.slots) {
		return sofar, true
	}
	last := sofar[len(sofar)-1]
	from, to := last.to, last.to
	switch p.slots[k].join {
	case near:
		to = last.to + maxGap
	case nearby:
		to = last.to + closeGap
	case somewhere:
		from, to = s.sentenceOf(last.from)
	}
	for i := from; i <= to && i < len(s.tokens); i++ {
		if s.sentences[i] != s.sentences[last.from] {
			break
		}
		n := p.slots[k].at(s, i)
		if n == 0 || slices.ContainsFunc(sofar, func(x span) bool { return i < x.to && i+n > x.from }) {
			continue
		}
		if all, ok := p.follow(s, k+1, append(slices.Clone(sofar), span{i, i + n})); ok {
			return all, true
		}
	}
	return nil, false
}

// at returns how many tokens of the slot stand at i.
func (x slot) at(s *said, i int) int {
	n := x.words.among(s.stems, i)
	if len(x.exact.phrases) > 0 {
		n = max(n, x.exact.at(s.tokens, i))
	}
	if n > 0 {
		return n
	}
	if x.tech && s.tech[i] {
		return 1
	}
	for _, number := range x.numbers {
		if n := number(s, i); n > 0 {
			return n
		}
	}
	return 0
}

var (
	numeralRE  = regexp.MustCompile(`^(\d[\d,]*(?:\.\d+)?)(k|m|mn|b|bn|tb|gb|pb)?$`)
	magnitudes = map[string]float64{
		"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "gb": 1e9, "tb": 1e12, "pb": 1e15,
		"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
	}
	spelledNumbers = numerals("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
		"thirty forty fifty sixty seventy eighty ninety")
)

func numerals(ones, tens string) map[string]float64 {
	m := make(map[string]float64)
	for i, w := range strings.Fields(ones) {
		m[w] = float64(i + 1)
	}
	for i, w := range strings.Fields(tens) {
		m[w] = float64(30 + 10*i)
	}
	return m
}

var (
	timedRE   = regexp.MustCompile(`^\d[\d,]*(?:\.\d+)?(?:µs|us|ms|s|secs?|mins?|h|hrs?)$`)
	timeUnits = wordSet(`µs us microsecond microseconds ms msec millisecond milliseconds s sec secs second seconds
		min mins minute minutes h hr hrs hour hours day days night nights week weeks weekend`)
)

// durationAt reads a length of time: "300ms", "forty minutes", "half an hour".
func (s *said) durationAt(i int) int {
	if c := s.tokens[i].Word[0]; c >= '0' && c <= '9' && timedRE.MatchString(s.tokens[i].Word) {
		return 1
	}
	n := 0
	switch byWord(s.tokens[i]) {
	case "a", "an", "whole":
		if i > 0 && counted[byWord(s.tokens[i-1])] {
			n = 1
		}
	case "half", "several", "few", "quarter":
		if n = 1; i+1 < len(s.tokens) && (byWord(s.tokens[i+1]) == "a" || byWord(s.tokens[i+1]) == "an") {
			n = 2
		}
	default:
		_, n = numberAt(s.tokens, i)
	}
	if n > 0 && i+n < len(s.tokens) && slices.Contains([]string{"whole", "full", "good", "mere"}, byWord(s.tokens[i+n])) {
		n++
	}
	if n == 0 || i+n >= len(s.tokens) || !timeUnits[byWord(s.tokens[i+n])] {
		return 0
	}
	return n + 1
}

// percentAt reads a percentage: "35%", "four percent".
func (s *said) percentAt(i int) int {
	_, n := numberAt(s.tokens, i)
	switch {
	case n == 0:
		return 0
	case strings.HasPrefix(s.Text[s.tokens[i+n-1].End:], "%"):
		return n
	case i+n < len(s.tokens) && byWord(s.tokens[i+n]) == "percent":
		return n + 1
	}
	return 0
}

// enough is from which number on things counted are a scale.
const many = 10000

// manyAt reads a large number of things, whatever they are: "220,000 pupils".
func (s *said) manyAt(i int) int {
	value, n := numberAt(s.tokens, i)
	if n == 0 || value < many || s.money(i) {
		return 0
	}
	for j := i + n; j < len(s.tokens) && j < i+n+2 && strings.TrimSpace(s.gap(j)) == ""; j++ {
		switch word := s.tokens[j].Text; {
		case measures[word]:
			return 0
		case word == "people", len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && word == strings.ToLower(word):
			return j + 1 - i
		}
	}
	return 0
}

// money reports whether a currency stands before the number at token i.
func (s *said) money(i int) bool { return currencyRE.MatchString(tail(s.Text[:s.tokens[i].Start])) }

var (
	currencyRE = regexp.MustCompile(currency + `\s?$`)
	// measures are what many of say nothing about the size of a system.
	measures = wordSet(`hours minutes seconds days weeks months years times lines words pages euros dollars pounds rupees francs kronor dirhams naira
		rand pesos yen miles kilometers kilometres meters metres feet tonnes tons liters litres points characters steps was this has less`)
)

// counted are the words after which "a second" is a length of time and no rate.
var counted = wordSet("in within under over to of than from took take takes needs need needed about below every for half only by after at")

// numberAt reads a number, in digits or in words, and returns how many tokens
// it takes; 0 if none stands at i. What may be a year is no number.
func numberAt(tokens []index.Token, i int) (value float64, n int) {
	word := tokens[i].Word
	if c := word[0]; c >= '0' && c <= '9' {
		m := numeralRE.FindStringSubmatch(word)
		if m == nil {
			return 0, 0
		}
		value, _ = strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
		if unit, ok := magnitudes[m[2]]; ok {
			return value * unit, 1
		}
		if yearLike(word) {
			return 0, 0
		}
	} else if v, ok := spelledNumbers[word]; ok {
		value = v
	} else if word == "hundred" || magnitudes[word] >= 1e3 && len(word) > 3 {
		return magnitudes[word], 1
	} else {
		return 0, 0
	}
	n = 1
	for i+n < len(tokens) && len(tokens[i+n].Text) > 3 {
		unit, ok := magnitudes[tokens[i+n].Word]
		if !ok {
			break
		}
		value *= unit
		n++
	}
	return value, n
}
