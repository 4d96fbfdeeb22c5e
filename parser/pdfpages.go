package parser

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// layoutPDF returns the lines of all pages in reading order. What is repeated
// at the head or foot of pages is kept once: heads first, feet last.
func layoutPDF(raw *rawPDF) []Line {
	pages, heads, feet := setAside(raw.pages)
	parts := append(append(slices.Clone(heads), pages...), feet...)
	laid := make([]pageLines, len(parts))
	var all sync.WaitGroup
	for i := range parts {
		all.Go(func() { laid[i] = layoutPage(parts[i]) })
	}
	all.Wait()
	var lines []Line
	region, table := 0, 0
	for i, p := range laid {
		if n := len(lines); i > len(heads) && i < len(heads)+len(pages) && n > 0 && len(p.lines) > 0 {
			p.lines[0].style.continues = acrossPages(lines[n-1], p.lines[0])
		}
		for _, l := range p.lines {
			l.style.region += region
			if l.style.table > 0 {
				l.style.table += table
			}
			switch {
			case i < len(heads):
				l.style.part = PartHeader
			case i >= len(heads)+len(pages):
				l.style.part = PartFooter
			}
			lines = append(lines, l)
		}
		region, table = region+p.regions, table+p.tables
	}
	return lines
}

// acrossPages reports whether a paragraph goes on over the turn of a page.
func acrossPages(last, first Line) bool {
	return startsLower(first.Text) && !first.style.bullet && math.Abs(last.style.size-first.style.size) < 0.8 &&
		!strings.ContainsAny(last.Text[len(last.Text)-1:], ".:;!?")
}

var pageNumber = compile(`(?i)^(?:page\s*)?[-–|\[(]?\s*\d{1,2}\s*(?:(?:of|/|\|)\s*(?:page\s*)?\d{1,2})?\s*[-–|\])]?\s*(?:\|?\s*p\s*a\s*g\s*e)?$`)
var digitRun = compile(`\d+`)

// pageMargin is a row at the head or foot of a page, its numbers masked.
type pageMargin struct {
	text string
	y    float64
}

func marginOf(r row) pageMargin {
	return pageMargin{digitRun.ReplaceAllString(joinWords(r.words), "#"), math.Round(r.top / 6)}
}

// setAside takes page numbers and what is repeated at the head or foot of pages
// out of the pages, and returns one copy of the repeated rows.
func setAside(raw []rawPage) (pages, heads, feet []rawPage) {
	if len(raw) < 2 {
		return raw, nil, nil
	}
	count := map[pageMargin]int{}
	rows := make([][]row, len(raw))
	for i, p := range raw {
		rows[i] = rowsOf(p.words)
		for _, r := range rows[i] {
			if inMargin(r, p) {
				count[marginOf(r)]++
			}
		}
	}
	seen := map[pageMargin]bool{}
	for i, p := range raw {
		out, head, foot := p, p, p
		out.words, head.words, foot.words = nil, nil, nil
		for _, r := range rows[i] {
			k := marginOf(r)
			switch {
			case !inMargin(r, p):
				out.words = append(out.words, r.words...)
			case pageNumber.MatchString(joinWords(r.words)):
			case count[k] < 2 || count[k]*2 < len(raw):
				out.words = append(out.words, r.words...)
			case seen[k]:
			default:
				seen[k] = true
				if r.bottom < p.height/2 {
					head.words = append(head.words, r.words...)
				} else {
					foot.words = append(foot.words, r.words...)
				}
			}
		}
		pages = append(pages, out)
		if head.words != nil {
			heads = append(heads, head)
		}
		if foot.words != nil {
			feet = append(feet, foot)
		}
	}
	return pages, heads, feet
}

func inMargin(r row, p rawPage) bool {
	return r.bottom < 0.12*p.height || r.top > 0.88*p.height
}
