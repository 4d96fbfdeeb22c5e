package web

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"shortlist/parser"
	"shortlist/scorer"
)

// The places of a resume of which a report says something, numbered in reading
// order: on the picture of a page, and in a list beside it.

// sheet is one page of the resume, or the whole of one that has no pages to show.
type sheet struct {
	Page   int
	Href   string // of its picture; "" where there is none, then the lines stand for it
	Width  string // points
	Height string
	Lines  []sheetLine
	Places []place
}

// place is a statement of the resume with what is said of it.
type place struct {
	Number  int
	Line    int // id of its first line
	Class   string
	Quote   []fragment
	Said    []remark
	Rewrite string // where a better wording may be tried; "" if it may not
	Boxes   []markBox
}

// remarks are those of one kind.
type remarks struct {
	Tag  tag
	List []remark
}

// Remarks returns what is said of a place by its kinds, in the order in which
// they are first said.
func (p place) Remarks() []remarks {
	var out []remarks
	for _, r := range p.Said {
		i := slices.IndexFunc(out, func(x remarks) bool { return x.Tag == r.Tag })
		if i < 0 {
			i = len(out)
			out = append(out, remarks{Tag: r.Tag})
		}
		out[i].List = append(out[i].List, r)
	}
	return out
}

// remark is a finding or a signal that cites a place.
type remark struct {
	Anchor string // where on the page it is explained
	Label  string
	Tag    tag
}

// markBox is a place on the picture of its page, in points.
type markBox struct {
	X, Y, Width, Height string
	LabelX, LabelY      string // of the number, on the first box only
}

// sheetLine is a line of a resume without a picture, with the place that begins on it.
type sheetLine struct {
	Text    string
	Heading bool
	Number  int // of the place that the line belongs to; 0 if none
	First   bool
	Class   string
	Name    string
}

// Name names a place in a few words: "Place 3, measured".
func (p place) Name() string {
	name := fmt.Sprintf("Place %d", p.Number)
	for _, r := range p.Remarks() {
		name += ", " + r.Tag.Word
	}
	return name
}

// newSheets returns the pages of the resume with their places, of a report that
// lives at a path; "" if it does not. Without pictures the lines stand for them.
func newSheets(r *scorer.Report, path string, pictures bool) []sheet {
	d := r.Document
	places := placesOf(r, path)
	if !pictures || len(d.Sizes) == 0 {
		return []sheet{{Lines: sheetLines(d, places), Places: places}}
	}
	var out []sheet
	for i, size := range d.Sizes {
		s := sheet{Page: i + 1, Href: fmt.Sprintf("%s/pages/%d.png", path, i+1), Width: coordinate(size.Width), Height: coordinate(size.Height)}
		for _, p := range places {
			if d.Lines[p.Line].Page == s.Page {
				p.Boxes = boxesOf(d, p.Line, size)
				s.Places = append(s.Places, p)
			}
		}
		out = append(out, s)
	}
	return out
}

// placesOf returns the statements that the report cites.
func placesOf(r *scorer.Report, path string) []place {
	d := r.Document
	statement := statementByLine(d)
	found := map[int]*place{}
	words := map[int][]string{}
	cite := func(e scorer.Evidence, m remark) {
		if e.Line < 0 || e.Line >= len(statement) || statement[e.Line] < 0 {
			return
		}
		at := statement[e.Line]
		p := found[at]
		if p == nil {
			p = &place{Line: d.Statements[at].Lines[0]}
			found[at] = p
		}
		words[at] = append(words[at], e.Words...)
		if !slices.Contains(p.Said, m) {
			p.Said = append(p.Said, m)
		}
	}
	for _, f := range r.Findings {
		if f.Status == scorer.Warn || f.Status == scorer.Fail {
			for _, e := range f.Evidence {
				cite(e, remark{"check-" + f.ID, f.Title, statusTag(f.Status)})
			}
		}
	}
	for _, s := range r.Signals {
		for _, e := range s.Evidence {
			cite(e, remark{"signal-" + s.ID, s.Label, levelTag(cmp.Or(e.Level, s.Level))})
		}
	}
	open := map[int]bool{}
	for _, s := range scorer.Rewritable(d) {
		open[s.Lines[0]] = true
	}
	out := make([]place, 0, len(found))
	for at, p := range found {
		p.Quote = mark(withoutBullet(d.Statements[at].Text), words[at])
		if path != "" && open[p.Line] {
			p.Rewrite = fmt.Sprintf("%s/lines#line-%d", path, p.Line)
		}
		p.Class = worst(p.Said)
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b place) int { return a.Line - b.Line })
	for i := range out {
		out[i].Number = i + 1
	}
	return out
}

// worst returns the class of what most needs a look.
func worst(said []remark) string {
	for _, class := range []string{"stop", "warn"} {
		if slices.ContainsFunc(said, func(r remark) bool { return r.Tag.Class == class }) {
			return class
		}
	}
	return "good"
}

// marksOf returns the number of the place of each line that the report cites.
func marksOf(r *scorer.Report) map[int]int {
	out := map[int]int{}
	for _, p := range placesOf(r, "") {
		for line, at := range statementByLine(r.Document) {
			if at >= 0 && r.Document.Statements[at].Lines[0] == p.Line {
				out[line] = p.Number
			}
		}
	}
	return out
}

// statementByLine returns the index of the statement of each line; -1 for none.
func statementByLine(d *parser.Document) []int {
	out := make([]int, len(d.Lines))
	for i := range out {
		out[i] = -1
	}
	for i, s := range d.Statements {
		for _, line := range s.Lines {
			out[line] = i
		}
	}
	return out
}

// boxesOf returns the boxes of the lines of a statement on the page of its
// first, given that one.
func boxesOf(d *parser.Document, line int, page parser.Size) []markBox {
	const margin, label = 2, 9 // points
	i := slices.IndexFunc(d.Statements, func(s parser.Statement) bool { return len(s.Lines) > 0 && s.Lines[0] == line })
	var out []markBox
	for _, id := range d.Statements[i].Lines {
		l := d.Lines[id]
		if l.Box == nil || l.Page != d.Lines[line].Page {
			continue
		}
		b := markBox{
			X: coordinate(l.Box.Left - margin), Y: coordinate(l.Box.Top - margin/2),
			Width: coordinate(l.Box.Right - l.Box.Left + 2*margin), Height: coordinate(l.Box.Bottom - l.Box.Top + margin),
		}
		if len(out) == 0 {
			b.LabelX = coordinate(min(max(l.Box.Left-label-margin, label), page.Width-label))
			b.LabelY = coordinate((l.Box.Top + l.Box.Bottom) / 2)
		}
		out = append(out, b)
	}
	return out
}

// coordinate prints points to a tenth.
func coordinate(p float64) string { return points(math.Round(p*10) / 10) }

// sheetLines returns the lines of a resume with the places that they belong to.
func sheetLines(d *parser.Document, places []place) []sheetLine {
	byStatement := map[int]place{}
	statement := statementByLine(d)
	for _, p := range places {
		byStatement[statement[p.Line]] = p
	}
	var out []sheetLine
	for i, l := range d.Lines {
		p, cited := byStatement[statement[i]]
		line := sheetLine{Text: strings.ReplaceAll(l.Text, "\t", "  "), Heading: l.Heading, Number: p.Number, First: cited && p.Line == i, Class: p.Class}
		if line.First {
			line.Name = p.Name()
		}
		out = append(out, line)
	}
	return out
}
