package parser

import (
	"fmt"
	"math"
	"strings"
)

// docxNotices says what of a Word document a reader that takes only the
// paragraphs of the body would lose.
func docxNotices(raw *rawDOCX, d *Document) []Notice {
	var out []Notice
	for _, p := range []struct {
		id, place, fate string
		part            Part
	}{
		{"text-boxes", "in text boxes", "many machines skip what stands there", PartTextBox},
		{"header-footer", "in the page header", "many machines skip what stands there", PartHeader},
		{"header-footer", "in the page footer", "many machines skip what stands there", PartFooter},
		{"tables", "in tables", "some machines read the cells in another order", PartTable},
	} {
		var words []string
		line := -1
		for _, l := range d.Lines {
			if l.style.part == p.part {
				if line < 0 {
					line = l.ID
				}
				words = append(words, strings.Fields(l.Text)...)
			}
		}
		if len(words) > 0 {
			out = append(out, Notice{ID: p.id, Page: 1, Line: line, Text: fmt.Sprintf("%s, %s in all, stands %s; %s.",
				example(words), counted(len(words), "word"), p.place, p.fate)})
		}
	}
	var hidden []string
	for _, p := range raw.paragraphs {
		hidden = append(hidden, strings.Fields(p.hidden)...)
	}
	if len(hidden) > 0 {
		out = append(out, Notice{ID: "hidden-text", Page: 1, Line: -1, Text: fmt.Sprintf(
			"%s, %s in all, is formatted so that a person does not see it; a machine reads it.",
			example(hidden), counted(len(hidden), "word"))})
	}
	return out
}

// example quotes the first of some words.
func example(words []string) string { return quote(words[:min(len(words), exampleWords)]) }

// bodyShare returns the share of a Word document's words that stand in
// paragraphs of its body, which is what simple machines take.
func bodyShare(lines []Line) float64 {
	body, all := 0, 0
	for _, l := range lines {
		n := wordCount(l.Text)
		all += n
		if l.style.part == PartBody {
			body += n
		}
	}
	return float64(body) / math.Max(1, float64(all))
}
