package scorer

import (
	"cmp"
	"slices"
	"strings"

	"shortlist/index"
	"shortlist/parser"
)

// graded is what a document shows of one signal.
type graded struct {
	level    Level
	evidence []Evidence // best first, at most maxEvidence
}

// grade sums up the mentions of each signal.
func (m *matcher) grade(doc *parser.Document, mentions []mention) []graded {
	bySignal := make([][]mention, len(m.rules))
	for _, x := range mentions {
		bySignal[x.signal] = append(bySignal[x.signal], x)
	}
	out := make([]graded, len(m.rules))
	for i, all := range bySignal {
		sortByLevel(all)
		if len(all) > 0 {
			out[i] = graded{all[0].level, evidenceOf(doc, all)}
		}
	}
	return out
}

// sortByLevel puts the best mentions first, equal ones in the order of the document.
func sortByLevel(all []mention) {
	slices.SortStableFunc(all, func(a, b mention) int { return cmp.Compare(b.level, a.level) })
}

// evidenceOf quotes the mentions, one piece of evidence a line.
func evidenceOf(doc *parser.Document, mentions []mention) []Evidence {
	var out []Evidence
	for _, x := range mentions {
		line, words := x.place(doc)
		if line < 0 {
			continue
		}
		at := slices.IndexFunc(out, func(e Evidence) bool { return e.Line == line })
		if at < 0 {
			if len(out) == maxEvidence {
				continue
			}
			l := doc.Lines[line]
			e := Evidence{Line: line, Page: l.Page, Box: l.Box, Quote: l.Text, Level: x.level}
			if len(x.statement.Lines) > 1 {
				e.Context = x.statement.Text
			}
			out = append(out, e)
			at = len(out) - 1
		}
		for _, w := range words {
			if !slices.Contains(out[at].Words, w) {
				out[at].Words = append(out[at].Words, w)
			}
		}
	}
	return out
}

// place returns the line on which most of the words of a mention stand, and
// those words as they stand there.
func (x mention) place(doc *parser.Document) (line int, words []string) {
	lines := x.statement.linesOf(doc)
	count := make(map[int]int)
	line = -1
	for _, w := range x.words {
		for i := w.from; i < w.to; i++ {
			if at := lines[i]; at >= 0 {
				count[at]++
				if line < 0 || count[at] > count[line] {
					line = at
				}
			}
		}
	}
	if line < 0 {
		if len(x.statement.Lines) == 0 {
			return -1, nil
		}
		return x.statement.Lines[0], nil
	}
	for _, w := range x.words {
		words = append(words, x.wordsOn(doc.Lines[line].Text, lines, line, w)...)
	}
	return line, words
}

// wordsOn returns the words of a span that stand on a line: as one piece if
// they do so side by side.
func (x mention) wordsOn(text string, lines []int, line int, w span) []string {
	from, to := w.from, w.to
	for from < to && lines[from] != line {
		from++
	}
	for to > from && lines[to-1] != line {
		to--
	}
	if from == to {
		return nil
	}
	s := x.statement
	start, end := s.tokens[from].Start, s.tokens[to-1].End
	for _, piece := range []string{s.Text[start:s.figureEnd(end)], s.Text[start:end]} {
		if strings.Contains(text, piece) {
			return []string{piece}
		}
	}
	var words []string
	for _, t := range s.tokens[from:to] {
		if strings.Contains(text, t.Text) {
			words = append(words, t.Text)
		}
	}
	return words
}

// figureEnd returns the end of the figure within which a place of the text lies,
// or of the last of a row: "from 28 to 4 minutes".
func (s *said) figureEnd(at int) int {
	inside := false
	for _, f := range s.numbers.of(s.Text) {
		inside = f.start < at && at <= f.end || inside && strings.TrimSpace(s.Text[at:max(at, f.start)]) == "to"
		if inside {
			at = f.end
		}
	}
	return at
}

// linesOf returns the line of each token of the statement; -1 where a word was
// joined of two lines.
func (s *said) linesOf(doc *parser.Document) []int {
	if s.lines != nil {
		return s.lines
	}
	out := make([]int, len(s.tokens))
	s.lines = out
	for i := range out {
		out[i] = -1
		if len(s.Lines) == 1 {
			out[i] = s.Lines[0]
		}
	}
	if len(s.Lines) == 1 {
		return out
	}
	next := 0
	for _, id := range s.Lines {
		for _, t := range index.Tokens(doc.Lines[id].Text) {
			for ahead := next; ahead < len(s.tokens) && ahead < next+3; ahead++ {
				if s.tokens[ahead].Text == t.Text {
					out[ahead] = id
					next = ahead + 1
					break
				}
			}
		}
	}
	return out
}
