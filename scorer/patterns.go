package scorer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
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

// patternReader reads deeds. Most of their words stand in many of them: their
// stems are remembered.
type patternReader struct {
	words map[string][]string // the alternatives behind each $name
	stems map[string][]string // of phrases
}

func newPatternReader(words map[string][]string) *patternReader {
	return &patternReader{words, make(map[string][]string)}
}

func (r *patternReader) read(s string) (*pattern, error) {
	joins := joinRE.FindAllStringSubmatch(s, -1)
	p := &pattern{key: -1}
	for i, part := range joinRE.Split(s, -1) {
		x, err := r.slot(part)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			x.join = slotJoin(joins[i-1][1])
		}
		p.slots = append(p.slots, x)
		if len(x.terms) > 0 && len(x.numbers) == 0 && !x.tech && (p.key < 0 || x.hits() < p.slots[p.key].hits()) {
			p.key = i
		}
	}
	if p.key < 0 && s != "#many" {
		return nil, fmt.Errorf("the pattern %q has no words to search for", s)
	}
	return p, nil
}

// hits estimates how often the words of a slot stand in a resume: as often as
// there are alternatives, but for the small words of every sentence.
func (x slot) hits() int {
	n := 0
	for _, term := range x.terms {
		n++
		if smallWords[term] {
			n += 20
		}
	}
	return n
}

var smallWords = wordSet("a an and as at be by for from in is it its of on or our that the their this to was we were what which who will with")

func (r *patternReader) slot(s string) (slot, error) {
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
			forms, ok := r.words[alternative[1:]]
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
	x.words, x.exact = phraseSet{byStem, make(map[string][][]string)}, newPhraseSet(byWord, exact)
	for _, phrase := range stems {
		if _, ok := r.stems[phrase]; !ok {
			r.stems[phrase] = keysOf(byStem, phrase)
		}
		x.words.add(r.stems[phrase])
	}
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
