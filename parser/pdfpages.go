package parser

import (
	"math"
	"regexp"
	"strings"
)

// layoutPDF returns the lines of all pages in reading order. What is repeated
// at the head or foot of pages is kept once: heads first, feet last.
func layoutPDF(raw *rawPDF) []Line {
	var lines []Line
	region, table := 0, 0
	for _, p := range raw.pages {
		var page []Line
		page, region, table = layoutPage(p, region, table)
		if n := len(lines); n > 0 && len(page) > 0 {
			page[0].style.continues = acrossPages(lines[n-1], page[0])
		}
		lines = append(lines, page...)
	}
	return setAside(raw, lines)
}

// acrossPages reports whether a paragraph goes on over the turn of a page.
func acrossPages(last, first Line) bool {
	return startsLower(first.Text) && !first.style.bullet && math.Abs(last.style.size-first.style.size) < 0.8 &&
		!strings.ContainsAny(last.Text[len(last.Text)-1:], ".:;!?")
}

var pageNumber = regexp.MustCompile(`(?i)^(?:page\s*)?[-–|\[(]?\s*\d{1,2}\s*(?:(?:of|/|\|)\s*(?:page\s*)?\d{1,2})?\s*[-–|\])]?\s*(?:\|?\s*p\s*a\s*g\s*e)?$`)
var digitRun = regexp.MustCompile(`\d+`)

// setAside drops page numbers and repeated heads and feet, and marks what
// remains of these.
func setAside(raw *rawPDF, lines []Line) []Line {
	if len(raw.pages) < 2 {
		return lines
	}
	type place struct {
		text string
		y    float64
	}
	placeOf := func(l Line) place {
		return place{digitRun.ReplaceAllString(l.Text, "#"), math.Round(l.Box.Top / 6)}
	}
	pages := map[place]int{}
	for _, l := range lines {
		pages[placeOf(l)]++
	}
	var heads, body, feet []Line
	seen := map[place]bool{}
	for _, l := range lines {
		p := raw.pages[l.Page-1]
		top, foot := l.Box.Bottom < 0.12*p.height, l.Box.Top > 0.88*p.height
		switch k := placeOf(l); {
		case (top || foot) && pageNumber.MatchString(strings.TrimSpace(l.Text)):
		case (top || foot) && pages[k] > 1 && pages[k]*2 >= len(raw.pages):
			if seen[k] {
				continue
			}
			seen[k] = true
			if top {
				l.style.part = PartHeader
				heads = append(heads, l)
			} else {
				l.style.part = PartFooter
				feet = append(feet, l)
			}
		default:
			body = append(body, l)
		}
	}
	return append(append(heads, body...), feet...)
}
