package prep

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"shortlist/index"
)

// pattern is one way to say a point, whatever the words around it:
//
//	a|b     one of the words or phrases, compared by their stems
//	$name   one of the words of wordsFile under that name
//	a .. b  both within rowGap words of each other in one sentence
//	a & b   both close together in one or two sentences
//
// ".." binds tighter than "&".
type pattern []row

// row is slots that follow each other, in this order or backwards.
type row []slot

// slot is alternatives for one place: phrases by their stems, under the first
// stem of each.
type slot map[string][][]string

const (
	rowGap = 8  // words between two slots of a row
	reach  = 22 // words from the first to the last of a pattern
)

// number is the name of the slot that takes a figure, in digits or in words.
const number = "$number"

// wordsFile holds the words behind each $name.
const wordsFile = "words.yaml"

// patterns are what shows that an answer is one to its question.
type patterns struct {
	topic  slot
	points [][]pattern // of each point
}

// readPatterns checks the patterns of all questions, and has each question's
// parsed when it is first answered: there are thousands of words to stem.
func (l *Library) readPatterns() error {
	source, err := content.ReadFile(wordsFile)
	if err != nil {
		return err
	}
	var classes map[string][]string
	if err := yaml.UnmarshalWithOptions(source, &classes, yaml.Strict()); err != nil {
		return fmt.Errorf("prep/%s: %w", wordsFile, err)
	}
	var problems []error
	for _, id := range slices.Sorted(maps.Keys(l.questions)) {
		q := l.questions[id]
		for _, p := range q.Points {
			for _, w := range p.Words {
				if err := checkPattern(w, classes); err != nil {
					problems = append(problems, fmt.Errorf("%s: point %q: %w", q.file(), p.ID, err))
				}
			}
		}
		l.patterns[id] = sync.OnceValue(func() patterns { return q.patterns(classes) })
	}
	return errors.Join(problems...)
}

func (q Question) patterns(classes map[string][]string) patterns {
	p := patterns{topic: newSlot(q.topic(), nil)}
	for _, point := range q.Points {
		var ways []pattern
		for _, w := range point.Words {
			ways = append(ways, parsePattern(w, classes))
		}
		p.points = append(p.points, ways)
	}
	return p
}

// topic returns the words of the question's subject, if it names none the
// larger ones of its title.
func (q Question) topic() []string {
	if len(q.Topic) > 0 {
		return q.Topic
	}
	return slices.DeleteFunc(strings.Fields(strings.ToLower(q.Subject+" "+q.Title)), func(w string) bool { return small[w] })
}

// checkPattern reports alternatives without a word, and names of no class.
func checkPattern(s string, classes map[string][]string) error {
	for group := range strings.SplitSeq(s, " & ") {
		for alternatives := range strings.SplitSeq(group, " .. ") {
			for a := range strings.SplitSeq(alternatives, "|") {
				name, isClass := strings.CutPrefix(a, "$")
				switch {
				case isClass && a != number && classes[name] == nil:
					return fmt.Errorf("prep/%s has no words %q, of the pattern %q", wordsFile, a, s)
				case !strings.ContainsFunc(a, isWordRune):
					return fmt.Errorf("an alternative without a word in the pattern %q", s)
				}
			}
		}
	}
	return nil
}

func parsePattern(s string, classes map[string][]string) pattern {
	var p pattern
	for group := range strings.SplitSeq(s, " & ") {
		var r row
		for alternatives := range strings.SplitSeq(group, " .. ") {
			r = append(r, newSlot(strings.Split(alternatives, "|"), classes))
		}
		p = append(p, r)
	}
	return p
}

// phrasesOf returns the words and phrases that show a point alone.
func phrasesOf(patterns []string) []string {
	var phrases []string
	for _, p := range patterns {
		if strings.ContainsAny(p, "&$") || strings.Contains(p, " .. ") {
			continue
		}
		phrases = append(phrases, strings.Split(p, "|")...)
	}
	return phrases
}

func newSlot(alternatives []string, classes map[string][]string) slot {
	x := slot{}
	for _, a := range alternatives {
		switch {
		case a == number:
			x[number] = nil
		case a[0] == '$':
			for _, w := range classes[a[1:]] {
				x.add(w)
			}
		default:
			x.add(a)
		}
	}
	return x
}

func (x slot) add(phrase string) {
	var stems []string
	for _, t := range index.Tokens(phrase) {
		stems = append(stems, t.Stem)
	}
	if len(stems) > 0 {
		x[stems[0]] = append(x[stems[0]], stems)
	}
}

// at returns how many words of a sentence, from i on, the slot takes; 0 if none.
func (x slot) at(s *sentence, i int) int {
	n := 0
	for _, stems := range x[s.tokens[i].Stem] {
		if len(stems) > n && s.begins(i, stems) {
			n = len(stems)
		}
	}
	if _, ok := x[number]; ok && n == 0 && isNumeral(s.words[i]) {
		n = 1
	}
	return n
}

// span is a run of words, the end excluded.
type span struct{ from, to int }

// places are how many words a slot takes from each word of a sentence on; 0
// where it has no place.
type places []int

// in returns the places of a slot in a sentence; nil if it has none.
func (x slot) in(s *sentence) places {
	var p places
	for i := range s.tokens {
		if n := x.at(s, i); n > 0 {
			if p == nil {
				p = make(places, len(s.tokens))
			}
			p[i] = n
		}
	}
	return p
}

// in reports whether a sentence says what the pattern stands for, without
// denying it; or supposing it, where deeds are told.
func (p pattern) in(s *sentence, told bool) bool {
	var rows [][]places
	for _, r := range p {
		var found []places
		for _, x := range r {
			at := x.in(s)
			if at == nil {
				return false
			}
			found = append(found, at)
		}
		rows = append(rows, found)
	}
	return follow(rows, s, nil, func(match []span) bool { return !s.denies(match, told) })
}

// follow completes a match of rows in a sentence, and reports whether one is
// good.
func follow(rows [][]places, s *sentence, sofar []span, good func([]span) bool) bool {
	if len(rows) == 0 {
		return good(sofar)
	}
	from, to := 0, len(s.tokens)
	for _, x := range sofar {
		from, to = max(from, x.to-reach), min(to, x.from+reach)
	}
	place := func(taken []span) bool {
		return !overlap(sofar, taken) && follow(rows[1:], s, slices.Concat(sofar, taken), good)
	}
	backwards := slices.Clone(rows[0])
	slices.Reverse(backwards)
	// Of two sentences, either has the whole row.
	for _, part := range []span{{from, min(to, s.first)}, {max(from, s.first), to}} {
		if each(rows[0], part.from, part.to, nil, place) || len(backwards) > 1 && each(backwards, part.from, part.to, nil, place) {
			return true
		}
	}
	return false
}

// each calls yield with the places of slots in a row between two words, until
// it returns true; and then does so itself.
func each(row []places, from, to int, sofar []span, yield func([]span) bool) bool {
	if len(row) == 0 {
		return yield(sofar)
	}
	end := to
	if len(sofar) > 0 {
		from = sofar[len(sofar)-1].to
		end = min(to, from+rowGap+1)
	}
	for i := from; i < end; i++ {
		n := row[0][i]
		if n > 0 && i+n <= to && each(row[1:], from, to, append(slices.Clip(sofar), span{i, i + n}), yield) {
			return true
		}
	}
	return false
}

func overlap(a, b []span) bool {
	return slices.ContainsFunc(a, func(x span) bool {
		return slices.ContainsFunc(b, func(y span) bool { return x.from < y.to && y.from < x.to })
	})
}
