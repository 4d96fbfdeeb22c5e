package parser

import "fmt"

// docxNotices says what of a Word document a reader that takes only the
// paragraphs of the body would lose.
func docxNotices(raw *rawDOCX, d *Document) []Notice {
	var out []Notice
	count := map[Part]int{}
	first := map[Part]int{}
	for _, l := range d.Lines {
		p := l.style.part
		if _, ok := first[p]; !ok {
			first[p] = l.ID
		}
		count[p] += wordCount(l.Text)
	}
	add := func(id string, p Part, text string) {
		if n := count[p]; n > 0 {
			out = append(out, Notice{ID: id, Page: 1, Line: first[p], Text: fmt.Sprintf(text, n)})
		}
	}
	add("text-boxes", PartTextBox, "%d words stand in text boxes, which many systems skip.")
	add("header-footer", PartHeader, "%d words stand in the page header, which many systems skip.")
	add("header-footer", PartFooter, "%d words stand in the page footer, which many systems skip.")
	add("tables", PartTable, "%d words stand in tables, whose cells some systems read in another order.")
	hidden := 0
	for _, p := range raw.paragraphs {
		hidden += wordCount(p.hidden)
	}
	if hidden > 0 {
		out = append(out, Notice{ID: "hidden-text", Page: 1, Line: -1, Text: fmt.Sprintf("%d words are formatted so that a person does not see them.", hidden)})
	}
	return out
}
