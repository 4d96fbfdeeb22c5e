package parser

import (
	"strings"
	"unicode"
)

func (e entryLine) dated() bool { return len(e.dates) > 0 }

// joinLabelled joins a block of labelled fields to the entry above if that one
// lacks them: the fields of one entry with a paragraph between them.
func joinLabelled(bs []block, lines []entryLine) []block {
	var out []block
	for _, b := range bs {
		if n := len(out); n > 0 {
			have, add := out[n-1].fields(lines), b.fields(lines)
			clash := len(add) == 0 || len(have) == 0 || len(add) < b.to-b.from-b.count(lines, "label") && !b.allLabelled(lines)
			for f := range add {
				clash = clash || have[f]
			}
			if !clash {
				out[n-1].more = append(out[n-1].more, b)
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// fields returns the fields that a block gives: by label, or dates.
func (b block) fields(lines []entryLine) map[string]bool {
	m := map[string]bool{}
	for _, e := range lines[b.from:b.to] {
		if e.field == "company" || e.field == "title" || e.field == "dates" {
			m[e.field] = true
		}
		if e.dated() {
			m["dates"] = true
		}
	}
	for _, x := range b.more {
		for f := range x.fields(lines) {
			m[f] = true
		}
	}
	return m
}

func (b block) count(lines []entryLine, field string) int {
	n := 0
	for _, e := range lines[b.from:b.to] {
		if e.field == field {
			n++
		}
	}
	return n
}

func (b block) allLabelled(lines []entryLine) bool {
	for _, e := range lines[b.from:b.to] {
		if e.field == "" {
			return false
		}
	}
	return true
}

func keep(bs []block, f func(block) bool) []block {
	var out []block
	for _, b := range bs {
		if f(b) {
			out = append(out, b)
		}
	}
	return out
}

var sentenceHead = compile(`(?i)^(?:(?:i\s+(?:am|have|was)\s+)?(?:(?:presently|currently|at present|now|also|previously|earlier|formerly|from|since|during|between)[, \t]+)*(?:been\s+)?(?:working|worked|work|employed|served|serving|associated|joined|deputed|interned)\b|(?:\d+(?:\.\d+)?\+?\s*(?:years?|yrs?|months?|mos?)\.?\s*(?:of\s+)?)?(?:work(?:ing)?\s+)?experience\b\s*(?:in|as|with|from|at|of)\b)`)

// isSentence reports whether a line is a sentence about a job, with its dates
// before or within it.
func (e entryLine) isSentence() bool {
	return sentenceHead.MatchString(e.text) || len(e.dates) > 0 && sentenceHead.MatchString(withoutDates(e.text, e.dates))
}

// deed matches a line that tells what somebody did: "Achieved 112% of …".
var deed = compile(`^(?:\p{Lu}\p{Ll}{2,}ed|Got|Won|Did|Led|Built|Made|Took|Gave|Ran|Held|Grew|Underwent|Undergone)\s+(?:\p{Ll}|\d)`)

// headRole decides whether a line by itself is the head of an entry.
func headRole(lines []entryLine, i int) entryRole {
	e := lines[i]
	if e.field == "" && subLabel.MatchString(e.text) || e.field == "aside" {
		return entryBody
	}
	if e.field == "company" || e.field == "title" || e.field == "dates" {
		_, v := labelled(e.text)
		if wordCount(v) <= 16 {
			return entryHead
		}
	}
	if e.field == "label" {
		return entryHead
	}
	rest := withoutDates(e.text, e.dates)
	n := wordCount(rest)
	switch {
	case e.field == "" && deed.MatchString(e.text) && !e.isSentence() && titleScore(rest) < 3 && companyScore(rest) < 1.5:
		return entryBody
	case strings.Trim(duration.ReplaceAllString(e.text, ""), " ,;()") == "" && len(e.text) > 3:
		return entryHead // "6 years 3 months", under an employer
	case e.isSentence() && (e.dated() || i+1 < len(lines) && lines[i+1].field == "dates") && n <= 24:
		return entryHead
	case e.ranged && n <= 12 && !(e.line.style.bullet && n > 8 && !looksLikeTitle(rest) && !looksLikeCompany(rest)):
		return entryHead
	case e.ranged && n <= 18 && e.strong:
		return entryHead
	case e.dated() && n <= 18 && titleAt(rest):
		return entryHead
	case e.dated() && n <= 9 && !e.line.style.bullet && e.dates[0].from == 0 && mostlyCapitals(rest):
		return entryHead // "2016/09 – University of Bremen"
	case e.dated() && n <= 9 && !e.line.style.bullet && (looksLikeTitle(rest) || looksLikeCompany(rest) || n <= 1 || e.strong):
		return entryHead
	}
	return entryBody
}

// titleAt reports whether a text has the form "title at employer".
func titleAt(s string) bool {
	p := cutAt(s)
	return len(p) == 2 && titleScore(p[0]) >= 3 && wordCount(p[0]) <= 8
}

// spreadHeads makes heads of the short lines beside a head that read as title,
// company or place, and of emphasised lines that do so.
func spreadHeads(lines []entryLine) {
	may := func(i int) bool {
		e := lines[i]
		if e.role == entryHead || e.field == "aside" || len(e.text) < 2 || wordCount(e.text) > 12 {
			return false
		}
		item := func(j int) bool { return j >= 0 && j < len(lines) && lines[j].role == entryHead && lines[j].item }
		if e.line.style.bullet && !((e.strong || item(i-1) || item(i+1)) && wordCount(e.text) <= 8 && (titleScore(e.text) >= 3 || companyScore(e.text) >= 1.5)) {
			return false
		}
		if entryLabels[strings.Join(headingTokens(e.text), " ")] || subLabel.MatchString(e.text) {
			return false
		}
		if m := unknownLabel.FindStringSubmatch(e.text); m != nil && e.field == "" && titleScore(m[1]) < 3 && companyScore(m[1]) < 1.5 {
			return false // a label names something; it is no name itself
		}
		if strings.HasSuffix(e.text, ".") && wordCount(e.text) > 5 && !legalForm.MatchString(e.text) {
			return false
		}
		return titleCased(strings.TrimPrefix(e.text, "at ")) || e.line.style.bold > 0.6
	}
	for i := range lines {
		if may(i) && lines[i].strong && lines[i].field == "" && (looksLikeTitle(lines[i].text) || looksLikeCompany(lines[i].text)) {
			lines[i].role = entryHead
		}
	}
	near := func(i, j int) {
		e := lines[i]
		if j < 0 || j >= len(lines) || !may(i) || lines[j].role != entryHead {
			return
		}
		_, _, _, place := findPlace(e.text)
		if e.strong || titleScore(e.text) >= 3 || companyScore(e.text) >= 1.5 || place || e.field == "location" || wordCount(e.text) <= 5 && mostlyCapitals(e.text) {
			lines[i].role = entryHead
		}
	}
	for i := range lines { // the line beneath a head
		if i > 0 && lines[i-1].role == entryHead {
			near(i, i-1)
		}
	}
	for i := 1; i+1 < len(lines); i++ { // between two lines of a head
		if lines[i-1].role == entryHead && lines[i+1].role == entryHead && may(i) && mostlyCapitals(lines[i].text) {
			lines[i].role = entryHead
		}
	}
	for i := len(lines) - 1; i >= 0; i-- { // the line above
		e := lines[i]
		open := i > 0 && !lines[i-1].item // it may belong to the text above
		if c := e.line.cells(); len(c) == 2 && (isPlace(c[1]) || looksLikeDates(c[1])) {
			open = false // "ACME → Leeds"
		}
		if e.item && !e.strong || open && i+1 < len(lines) && !e.strong && titleScore(e.text) < 3 && companyScore(e.text) < 2.5 && withoutDates(lines[i+1].text, lines[i+1].dates) != "" {
			continue
		}
		near(i, i+1)
	}
}

// mostlyCapitals reports whether most words of a text begin with a capital, as
// those of names and titles do.
func mostlyCapitals(s string) bool {
	n, capital := 0, 0
	for _, w := range strings.Fields(s) {
		r := firstRune(strings.TrimLeft(w, "(&-–|\"“"))
		switch {
		case unicode.IsUpper(r) || unicode.IsDigit(r):
			n, capital = n+1, capital+1
		case unicode.IsLower(r) && len(w) > 3:
			n++
		}
	}
	return capital*5 >= n*3
}

// block is a run of head lines: lines[from:to].
type block struct {
	from, to int
	more     []block // further labelled fields of the same entry
}

func (b block) holds(i int) bool {
	if i >= b.from && i < b.to {
		return true
	}
	for _, x := range b.more {
		if x.holds(i) {
			return true
		}
	}
	return false
}

func (b block) ranges(lines []entryLine) int {
	n := 0
	for _, e := range lines[b.from:b.to] {
		for _, d := range e.dates {
			if !d.single {
				n++
			}
		}
	}
	return n
}

func (b block) dated(lines []entryLine) bool {
	for _, e := range lines[b.from:b.to] {
		if e.dated() {
			return true
		}
	}
	return false
}

func (b block) any(lines []entryLine, f func(string) bool) bool {
	for _, e := range lines[b.from:b.to] {
		if f(withoutDates(e.text, e.dates)) {
			return true
		}
	}
	return false
}

func (b block) has(lines []entryLine, field string) bool {
	for _, e := range lines[b.from:b.to] {
		if e.field == field {
			return true
		}
	}
	return false
}

func headBlocks(lines []entryLine) []block {
	var out []block
	for i := 0; i < len(lines); {
		if lines[i].role != entryHead {
			i++
			continue
		}
		j := i + 1
		for j < len(lines) && lines[j].role == entryHead {
			j++
		}
		out = append(out, block{from: i, to: j})
		i = j
	}
	return out
}

// entryBlocks drops the blocks that begin no entry. A block without dates is
// one if it names both title and employer, or if no block of the section has dates.
func entryBlocks(bs []block, lines []entryLine) []block {
	dated := false
	for _, b := range bs {
		dated = dated || b.dated(lines)
	}
	return keep(bs, func(b block) bool {
		if b.dated(lines) || b.has(lines, "company") || b.has(lines, "title") {
			return true
		}
		title, company := b.any(lines, looksLikeTitle), b.any(lines, looksLikeCompany)
		return title && company || !dated && (title || company)
	})
}

// oneLineEntry reports whether a line names a title and, apart from it, an employer.
func oneLineEntry(e entryLine) bool {
	names := named(fragmentsOf([]entryLine{e}))
	return len(names) == 2 && (names[0].title >= 3) != (names[1].title >= 3)
}

// leadField returns the labelled field with which the entries of a section begin.
func leadField(lines []entryLine) string {
	for _, e := range lines {
		if e.field == "company" || e.field == "title" || e.field == "dates" {
			return e.field
		}
	}
	return ""
}

// splitBlock parts a block that holds several entries: one-line entries, or
// labelled fields that begin anew.
func splitBlock(b block, lines []entryLine, lead string) []block {
	var cuts []int
	seen := map[string]bool{}
	fields := b.has(lines, "company") && (b.has(lines, "title") || b.has(lines, "dates")) || b.has(lines, "title") && b.has(lines, "dates")
	if fields {
		for i := b.from; i < b.to; i++ {
			f := lines[i].field
			if f != "company" && f != "title" && f != "dates" {
				continue
			}
			if f == lead && len(seen) > 0 || seen[f] && f != "dates" {
				cuts = append(cuts, i)
				seen = map[string]bool{}
			}
			seen[f] = true
		}
	} else if !b.dated(lines) {
		for i := b.from + 1; i < b.to; i++ { // a list of "ACME: clerk"
			if oneLineEntry(lines[i-1]) && oneLineEntry(lines[i]) {
				cuts = append(cuts, i)
			}
		}
	} else {
		offset, last := -1, b.from
		for i := b.from; i < b.to; i++ {
			if !lines[i].dated() {
				continue
			}
			if offset < 0 {
				offset, last = i-b.from, i
				continue
			}
			if alone := withoutDates(lines[i].text, lines[i].dates) == ""; alone && i == last+1 && withoutDates(lines[last].text, lines[last].dates) == "" {
				last = i // a start on one line, the end on the next
				continue
			}
			cuts = append(cuts, max(i-offset, last+1))
			last = i
		}
	}
	var out []block
	from := b.from
	for _, c := range cuts {
		// A label on a line of its own goes with what it names.
		if c > from && lines[c-1].field == "label" {
			c--
		}
		if c > from {
			out = append(out, block{from: from, to: c})
			from = c
		}
	}
	return append(out, block{from: from, to: b.to})
}
