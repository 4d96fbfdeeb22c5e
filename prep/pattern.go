package prep

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"shortlist/index"
)

// pattern is one way to say a point, whatever the words around it. It is
// written like the deeds of the scorer:
//
//	a|b     one of the words or phrases, compared by their stems
//	$name   one of the words of prep/words.yaml under that name
//	a .. b  b follows within rowGap words
//	a & b   both stand close together in one sentence, in any order
//
// ".." binds tighter than "&".
type pattern []row

// row is slots that follow each other.
type row []slot

// slot is alternatives for one place, each a phrase by its stems, by the stem
// that it begins with.
type slot map[string][][]string

const (
	rowGap = 6  // words between two slots of a row
	reach  = 18 // words from the first to the last of a pattern
)

// number is the name of the slot that takes a figure, in digits or in words.
const number = "$number"

// parsePattern reads a pattern; classes are the words behind each $name.
func parsePattern(s string, classes map[string][]string) (pattern, error) {
	var p pattern
	for group := range strings.SplitSeq(s, " & ") {
		var r row
		for part := range strings.SplitSeq(group, " .. ") {
			x := slot{}
			for alternative := range strings.SplitSeq(part, "|") {
				if err := x.add(strings.TrimSpace(alternative), classes); err != nil {
					return nil, fmt.Errorf("%w in %q", err, s)
				}
			}
			r = append(r, x)
		}
		p = append(p, r)
	}
	return p, nil
}

func (x slot) add(alternative string, classes map[string][]string) error {
	if alternative == number {
		x[number] = nil
		return nil
	}
	if name, ok := strings.CutPrefix(alternative, "$"); ok {
		words, known := classes[name]
		if !known {
			return fmt.Errorf("there are no words $%s", name)
		}
		for _, w := range words {
			if err := x.add(w, classes); err != nil {
				return err
			}
		}
		return nil
	}
	var stems []string
	for _, t := range index.Tokens(alternative) {
		stems = append(stems, t.Stem)
	}
	if len(stems) == 0 {
		return fmt.Errorf("an alternative without words")
	}
	x[stems[0]] = append(x[stems[0]], stems)
	return nil
}

// at returns how many words of a sentence, from i on, the slot takes; 0 if none.
func (x slot) at(s *sentence, i int) int {
	n := 0
	for _, stems := range x[s.tokens[i].Stem] {
		if len(stems) > n && s.begins(i, stems) {
			n = len(stems)
		}
	}
	if _, ok := x[number]; ok && n == 0 && s.numeral(i) {
		n = 1
	}
	return n
}

// patterns are what shows that an answer is one to its question.
type patterns struct {
	topic  slot
	points [][]pattern
}

// wordsFile holds the words behind each $name.
const wordsFile = "words.yaml"

// readPatterns reads the patterns of all questions.
func (l *Library) readPatterns(files fs.FS) error {
	source, err := fs.ReadFile(files, wordsFile)
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
		p := patterns{topic: slot{}}
		for _, w := range q.Topic {
			if err := p.topic.add(w, classes); err != nil {
				problems = append(problems, fmt.Errorf("%s: topic: %w", q.file(), err))
			}
		}
		for _, point := range q.Points {
			var ways []pattern
			for _, w := range point.Words {
				way, err := parsePattern(w, classes)
				if err != nil {
					problems = append(problems, fmt.Errorf("%s: point %q: %w", q.file(), point.ID, err))
				}
				ways = append(ways, way)
			}
			p.points = append(p.points, ways)
		}
		l.patterns[id] = p
	}
	return errors.Join(problems...)
}

// span is a run of words, the end excluded.
type span struct{ from, to int }

// in reports whether a sentence says what the pattern stands for, without
// denying it.
func (p pattern) in(s *sentence) bool { return p.follow(s, nil) }

// follow completes a match from the row on that comes after those of sofar.
func (p pattern) follow(s *sentence, sofar [][]span) bool {
	if len(sofar) == len(p) {
		return !s.denies(slices.Concat(sofar...))
	}
	from, to := 0, len(s.tokens)
	if len(sofar) > 0 {
		taken := slices.Concat(sofar...)
		first, last := taken[0].from, taken[0].to
		for _, x := range taken {
			first, last = min(first, x.from), max(last, x.to)
		}
		from, to = max(0, last-reach), min(len(s.tokens), first+reach)
	}
	return p[len(sofar)].each(s, from, to, nil, func(places []span) bool {
		for _, taken := range sofar {
			for _, x := range taken {
				if slices.ContainsFunc(places, func(y span) bool { return y.from < x.to && x.from < y.to }) {
					return false
				}
			}
		}
		return p.follow(s, append(slices.Clone(sofar), places))
	})
}

// each calls yield with the places of the row's slots between two words of a
// sentence, until it returns true; so does each then.
func (r row) each(s *sentence, from, to int, sofar []span, yield func([]span) bool) bool {
	if len(sofar) == len(r) {
		return yield(sofar)
	}
	end := to
	if len(sofar) > 0 {
		from = sofar[len(sofar)-1].to
		end = min(to, from+rowGap+1)
	}
	for i := from; i < end; i++ {
		n := r[len(sofar)].at(s, i)
		if n == 0 || i+n > to {
			continue
		}
		if r.each(s, from, to, append(slices.Clone(sofar), span{i, i + n}), yield) {
			return true
		}
	}
	return false
}
