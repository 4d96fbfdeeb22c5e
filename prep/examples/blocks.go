package examples

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// block is one paragraph of a resume on paper. PDF and Word are made of the same
// blocks, so that neither says what the other does not.
type block struct {
	Kind  blockKind
	Text  string
	Label string    // bold, before the text
	Aside string    // at the right edge, such as dates
	Parts []Contact // instead of the text, side by side
}

type blockKind int

const (
	nameBlock blockKind = iota
	titleBlock
	contactBlock
	headingBlock
	entryBlock // the head of a job, project or school
	underBlock // what stands below that
	textBlock
	bulletBlock
)

// Contact is one way to reach the person.
type Contact struct {
	Text string
	URL  string // "" for a place or a number
}

// Contacts returns what stands under the name.
func (e Example) Contacts() []Contact {
	out := []Contact{{Text: e.Location}, {Text: e.Phone}, {e.Email, "mailto:" + e.Email}}
	for _, link := range e.Links {
		out = append(out, Contact{link, "https://" + link})
	}
	return out
}

func (e Example) blocks() []block {
	out := []block{{Kind: nameBlock, Text: e.Name}, {Kind: titleBlock, Text: e.Title}, {Kind: contactBlock, Parts: e.Contacts()}}
	add := func(b block) { out = append(out, b) }
	bullets := func(lines []Line) {
		for _, l := range lines {
			add(block{Kind: bulletBlock, Text: l.Text})
		}
	}
	for _, s := range e.Sections {
		add(block{Kind: headingBlock, Text: s.Heading})
		if s.Text != nil {
			add(block{Kind: textBlock, Text: s.Text.Text})
		}
		for _, j := range s.Jobs {
			first, second := e.Heads(j)
			add(block{Kind: entryBlock, Text: first, Aside: j.Span.String()})
			add(block{Kind: underBlock, Text: second})
			bullets(j.Bullets)
		}
		for _, p := range s.Projects {
			add(block{Kind: entryBlock, Text: p.Name, Aside: p.Span.String()})
			bullets(p.Bullets)
		}
		for _, x := range s.Education {
			add(block{Kind: entryBlock, Text: x.Degree, Aside: x.Span.String()})
			add(block{Kind: underBlock, Text: x.Place()})
			bullets(x.Bullets)
		}
		for _, g := range s.Skills {
			add(block{Kind: textBlock, Label: g.Label + ": ", Text: g.List()})
		}
		for _, l := range s.Items {
			add(block{Kind: bulletBlock, Text: l.Text})
		}
	}
	return out
}

// Heads returns the two lines above a job's bullets.
func (e Example) Heads(j Job) (first, second string) {
	if e.Look.CompanyFirst {
		return place(j.Company, j.Location), j.Title
	}
	return j.Title, place(j.Company, j.Location)
}

// Place returns the school and where it is.
func (s School) Place() string { return place(s.School, s.Location) }

func place(name, location string) string { return name + ", " + location }

// unprintable returns the first letter that the standard fonts of a PDF lack.
func unprintable(text string) (rune, bool) {
	for _, r := range text {
		if _, ok := charmap.Windows1252.EncodeRune(r); !ok {
			return r, true
		}
	}
	return 0, false
}

// withoutMarks returns a text with its accents taken off.
func withoutMarks(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
}
