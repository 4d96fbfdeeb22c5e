package parser

import (
	"math"
	"strings"
)

// layoutPDF returns the lines of all pages in reading order. What is repeated
// at the head or foot of pages is kept once: heads first, feet last.
func layoutPDF(raw *rawPDF) []Line {
	pages, heads, feet := setAside(raw.pages)
	var body []Line
	region, table := 0, 0
	for _, p := range pages {
		var page []Line
		page, region, table = layoutPage(p, region, table)
		if n := len(body); n > 0 && len(page) > 0 {
			page[0].style.continues = acrossPages(body[n-1], page[0])
		}
		body = append(body, page...)
	}
	var lines []Line
	for _, f := range []struct {
		pages []rawPage
		part  Part
	}{{heads, PartHeader}, {nil, PartBody}, {feet, PartFooter}} {
		if f.part == PartBody {
			lines = append(lines, body...)
		}
		for _, p := range f.pages {
			var margin []Line
			margin, region, table = layoutPage(p, region, table)
			for i := range margin {
				margin[i].style.part = f.part
			}
			lines = append(lines, margin...)
		}
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
