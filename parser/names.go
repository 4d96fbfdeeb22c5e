package parser

import (
	"slices"
	"strings"
	"unicode/utf8"
)

var emptyBrackets = compile(`[(\[]\s*[,;–-]?\s*[)\]]`)

var duration = compile(`(?i)[(\[]?\s*\b(?:\d{1,2}(?:\.\d{1,2})?|one|two|three|four|five|six)\+?\s*(?:years?|yrs?\.?|months?|mos?\.?|weeks?)\b(?:[\s,&]*(?:and\s*)?\d{1,2}\s*(?:months?|mos?\.?))?\s*[)\]]?|\b(?:\d{1,2}[- ]?)?(?:month|week|year)s?[- ](?:internship|contract|training)\b`)

// withoutDates cuts the dates, and what is left empty around them, out of a text.
func withoutDates(text string, dates []dateSpan) string {
	for i := len(dates) - 1; i >= 0; i-- {
		d := dates[i]
		text = text[:d.from] + "\t" + text[d.to:]
	}
	if len(dates) > 0 {
		text = duration.ReplaceAllString(text, "\t")
	}
	text = emptyBrackets.ReplaceAllString(text, "\t")
	return trimEdges(text)
}

// trimEdges takes separators off both ends; a bracket stays where its partner does,
// a dot where it ends an abbreviation.
func trimEdges(s string) string {
	for {
		t := strings.Trim(s, " \t,;:|–—•·/*~\"“”")
		if strings.HasPrefix(t, "- ") || strings.HasPrefix(t, "-\t") || strings.HasPrefix(t, ")") || strings.HasPrefix(t, "]") || strings.HasPrefix(t, ".") && !strings.HasPrefix(strings.ToLower(t), ".net") {
			t = t[1:]
		}
		if strings.HasSuffix(t, " -") || strings.HasSuffix(t, "\t-") || strings.HasSuffix(t, "(") || strings.HasSuffix(t, "[") {
			t = t[:len(t)-1]
		}
		if strings.HasSuffix(t, ")") && !strings.Contains(t, "(") || strings.HasSuffix(t, "-") {
			t = t[:len(t)-1]
		}
		if strings.HasPrefix(t, "(") && !strings.Contains(t, ")") {
			t = t[1:]
		}
		if strings.HasSuffix(t, ".") && !abbreviated.MatchString(t) {
			t = t[:len(t)-1]
		}
		if t == s {
			return s
		}
		s = t
	}
}

var abbreviated = compile(`(?i)(?:\b\pL|\b(?:co|ltd|inc|corp|pvt|st|dr|jr|sr|dept|engg|asst|bros))\.$`)

// fragment is a part of a head that may be a title, an employer or a place.
type fragment struct {
	text           string
	line           int // which line of the head, from 0
	title, company float64
	place          bool
	at             bool // stood after "at", "with", "@"
	comma          bool // was parted from its neighbor at a comma
	strong         bool
}

var fragmentCut = compile(`\t+|\s*[|•·‖¦]\s*|\s+[–—-]+\s+|\s*[–—]\s*|\s+~\s+|:\s+|;\s+`)

var atWord = compile(`(?i)\s+(?:at|@|with|in)\s+(?:m/s\.?\s*)?|^\s*(?:at|@|with|for|in)\s+(?:m/s\.?\s*)?|^\s*m/s\.?\s*|\s*@\s*`)

// fragmentsOf cuts the lines of a head at separators, at "at", and at commas
// between parts of different kinds.
func fragmentsOf(lines []entryLine) []fragment {
	var out []fragment
	for n, e := range lines {
		text := withoutDates(e.text, e.dates)
		if e.isSentence() {
			out = append(out, sentence(text, n)...)
			continue
		}
		var parts []string
		cells := strings.Split(text, "\t")
		for k, cell := range cells {
			cut := cutKeep(cell)
			if len(cut) == 2 && dashed.MatchString(cell) && titleScore(cut[0]) >= 3 && companyScore(cut[1]) < 1.5 && !isPlace(cut[1]) &&
				(isDepartment(cut[1]) || companyElsewhere(lines, n) || slices.ContainsFunc(cells[:k], func(c string) bool { return companyScore(c) >= 1.5 })) {
				cut = []string{strings.TrimSpace(cell)} // "Manager – Service Delivery", the employer stands elsewhere
			}
			for _, c := range cut {
				parts = append(parts, cutBetween(c)...)
			}
		}
		for _, part := range parts {
			at := false
			for i, sub := range cutAt(part) {
				at = i > 0 || atLead(part)
				sub = trimEdges(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(sub), " from"), " since"))
				if utf8.RuneCountInString(sub) < 2 && titleScore(sub) == 0 || joiningWord.MatchString(sub) {
					continue
				}
				for _, f := range cutCommas(sub) {
					if len(out) > 0 && !f.place && f.title < 3 && f.company < 1.5 && wordCount(f.text) > 2 && !mostlyCapitals(f.text) {
						continue // a remark, no name
					}
					f.line, f.at, f.strong = n, at, e.strong
					out = append(out, f)
				}
			}
		}
	}
	return out
}

var (
	titleAtCompany = compile(`(?i)\bas\s+(?:an?\s+|the\s+)?(.+?)\s+(?:in|at|with|for|from|@|of)\s+(.+)$`)
	companyAsTitle = compile(`(?i)\b(?:with|at|in|for|from|by)\s+(.+?)\s+as\s+(?:an?\s+|the\s+)?(.+)$`)
	atCompany      = compile(`(?i)\b(?:with|at|for|from|by|in)\s+(.+)$`)
	asTitle        = compile(`(?i)\bas\s+(?:an?\s+|the\s+)?(.+)$`)
	dateInside     = compile(`(?i)(?:\s+(?:from|since|during|for|between))?\s*\t\s*((?:at|in|with|for|as)\s)`)
	leftOver       = compile(`(?i)[\s,]+(?:from|since|for|during|in|on|till|to|w\.?e\.?f\.?)\s*$|\t.*$`)
)

// sentence finds title and employer of a head that is a sentence: "Working as a
// clerk at ACME since 2015", "6 months of experience with ACME as a clerk".
func sentence(text string, line int) []fragment {
	text = leftOver.ReplaceAllString(dateInside.ReplaceAllString(text, " $1"), "")
	var title, company string
	if m := companyAsTitle.FindStringSubmatch(text); m != nil && titleScore(m[2]) >= 3 && titleScore(m[1]) < 3 && !atCompany.MatchString(m[2]) {
		company, title = m[1], m[2]
	} else if m := titleAtCompany.FindStringSubmatch(text); m != nil {
		title, company = m[1], m[2]
	} else if m := asTitle.FindStringSubmatch(text); m != nil {
		title = m[1]
	} else if m := atCompany.FindStringSubmatch(text); m != nil {
		company = m[1]
	}
	var out []fragment
	if title = trimEdges(title); title != "" {
		out = append(out, fragment{text: title, line: line, title: 5})
	}
	company = trimEdges(leadingMs.ReplaceAllString(leftOver.ReplaceAllString(company, ""), ""))
	if company != "" {
		for i, f := range cutCommas(company) {
			if i == 0 {
				f.company, f.title = 5, 0
			}
			f.line = line
			out = append(out, f)
		}
	}
	return out
}

var leadingMs = compile(`(?i)^m/s\.?\s*`)

func cutKeep(text string) []string {
	var out []string
	for _, p := range fragmentCut.Split(text, -1) {
		if p = trimEdges(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// cutBetween parts title and employer at " / " and at ". ", where one side reads
// as a title and the other does not.
func cutBetween(s string) []string {
	for _, sep := range []string{" / ", ". "} {
		a, b, ok := strings.Cut(s, sep)
		if ok && wordCount(a) <= 8 && wordCount(b) <= 10 && mostlyCapitals(b) && (titleScore(a) >= 3) != (titleScore(b) >= 3) && !abbreviated.MatchString(a+".") {
			return []string{a, b}
		}
	}
	return []string{s}
}

var joiningWord = compile(`(?i)^(?:de|du|depuis|à|au|seit|von|bis|desde|hasta|dal|sinds|van|tot|from|to|since|till|until|at|with|as|and|or|in|for|on|by|of|the|date|dates|duration|period|month|months|years?)$`)

var dashed = compile(`\pL\)?\s*[–—-]\s+\(?\pL|\pL\)?\s+[–—-]\s*\(?\pL`)

// isDepartment reports whether a text names a trade or department: "HR", "Quality Control".
func isDepartment(s string) bool {
	ts := tokensOf(s)
	for _, t := range ts {
		known := words()["department"][t] || words()["grade"][t] || words()["field"][t] || len(t) <= 3
		if !known {
			return false
		}
	}
	return len(ts) > 0 && len(ts) <= 4
}

// companyElsewhere reports whether a line of a head other than the nth names an employer.
func companyElsewhere(lines []entryLine, n int) bool {
	for i, e := range lines {
		if i != n && companyScore(withoutDates(e.text, e.dates)) >= 1.5 {
			return true
		}
	}
	return false
}

func atLead(s string) bool {
	loc := atWord.FindStringIndex(s)
	return loc != nil && loc[0] == 0
}

// cutAt parts "Engineer at ACME" and "ACME as Engineer"; "in" parts only what
// reads as a title from what follows.
func cutAt(s string) []string {
	if loc := atWord.FindStringIndex(s); loc != nil {
		a, b := s[:loc[0]], s[loc[1]:]
		word := strings.ToLower(strings.TrimSpace(s[loc[0]:loc[1]]))
		if loc[0] == 0 {
			return []string{b}
		}
		if !strings.HasPrefix(word, "in") && !strings.HasPrefix(word, "with") || titleScore(a) >= 3 && (companyScore(b) > 0 || strings.HasPrefix(word, "with") && mostlyCapitals(b)) {
			return []string{a, b}
		}
	}
	if i := strings.Index(s, " as "); i > 0 {
		if b := strings.TrimPrefix(strings.TrimPrefix(s[i+4:], "a "), "an "); titleScore(b) >= 3 {
			return []string{s[:i], b}
		}
	}
	return []string{s}
}

// cutCommas takes places off the end of a text, and parts a title from an
// employer that a comma follows.
func cutCommas(s string) []fragment {
	if isPlace(s) && schoolScore(s) == 0 {
		return []fragment{{text: s, place: true}}
	}
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	var places []string
	for len(parts) > 1 {
		last := parts[len(parts)-1]
		if n := len(parts) - 2; n > 0 && len(last) <= 3 && isPlace(parts[n]+", "+last) { // "Seattle, WA"
			places = append([]string{parts[n], last}, places...)
			parts = parts[:n]
			continue
		}
		if last != "" && !isPlace(last) {
			break
		}
		if last != "" {
			places = append([]string{last}, places...)
		}
		parts = parts[:len(parts)-1]
	}
	var out []fragment
	for i := 1; i < len(parts); i++ {
		if i+1 < len(parts) && isDepartment(parts[i]) {
			continue // "Manager, Finance, ACME Ltd"
		}
		a, b := strings.Join(parts[:i], ", "), strings.Join(parts[i:], ", ")
		if titleScore(a) >= 3 && companyScore(a) < 2.5 && (companyScore(b) >= 1.5 && titleScore(b) < 3) ||
			companyScore(a) >= 1.5 && titleScore(a) < 3 && titleScore(b) >= 3 {
			out = append(out, newFragment(a), newFragment(b))
			out[0].comma, out[1].comma = true, true
			break
		}
	}
	if n := len(parts) - 1; out == nil && len(places) > 0 && n > 0 {
		// "Clerk, ACME, Leeds": what stands between title and place is the employer.
		if a, b := strings.Join(parts[:n], ", "), parts[n]; titleScore(a) >= 3 && titleScore(b) < 3 && mostlyCapitals(b) {
			out = append(out, newFragment(a), newFragment(b))
			out[0].comma, out[1].comma = true, true
		}
	}
	if out == nil {
		out = append(out, newFragment(strings.Join(parts, ", ")))
	}
	if len(places) > 0 {
		out = append(out, fragment{text: strings.Join(places, ", "), place: true})
	}
	return out
}

func newFragment(s string) fragment {
	s = trimEdges(s)
	f := fragment{text: s, title: titleScore(s), company: companyScore(s), place: isPlace(s)}
	if f.title >= 3 && f.company < 1.5 {
		f.company = 0 // "Engineering manager": a department, no employer
	}
	return f
}

// isPlace reports whether a text is the name of a place and little else.
func isPlace(s string) bool {
	if wordCount(s) > 9 {
		return false
	}
	if remote.MatchString(s) || cityState.MatchString(s) {
		return true
	}
	place, from, _, ok := findPlace(s)
	if !ok || titleScore(s) > 0 {
		return false
	}
	return len(place) >= len(s)*7/10 || from == 0 && strings.HasPrefix(s[len(place):], ",") && wordCount(s) <= 4 && companyScore(s) == 0
}

var (
	remote    = compile(`(?i)^\(?(?:fully )?(?:remote|hybrid|on-?site|work from home|telecommute)\)?$`)
	cityState = compile(`^\pL[\pL.'’ -]{1,24}, (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|ON|QC|BC|AB|MB|SK|NS|NB)(?: \d{5})?$`)
)

var dashPlace = compile(`^(.*\S)\s*[-–—]\s*(\pL[^–—-]*)$`)

// isTownName reports whether a text is the name of a town of ten thousand people
// or more, which behind a comma after the name of an employer is where that is.
func isTownName(s string) bool {
	name := strings.ReplaceAll(foldPlace(s), "-", " ")
	found, _ := lookupPlace(name)
	return found.size("") >= 4 && titleCased(s) && !commonWords[name] && !addressWords[name]
}

// placeOff takes a place off the end of a company's name: "ACME Ltd, Leeds",
// "ACME Ltd Leeds", "ACME Ltd (Leeds)".
func placeOff(company, location string) (string, string) {
	if i := strings.LastIndexByte(company, '('); i > 0 && strings.HasSuffix(company, ")") && isPlace(company[i+1:len(company)-1]) {
		if location == "" {
			location = company[i+1 : len(company)-1]
		}
		company = trimEdges(company[:i])
	}
	fs := cutCommas(company)
	if n := len(fs); n > 1 && fs[n-1].place {
		if location == "" {
			location = fs[n-1].text
		}
		var names []string
		for _, f := range fs[:n-1] {
			names = append(names, f.text)
		}
		company = strings.Join(names, ", ")
	}
	if i := strings.LastIndexByte(company, ','); i > 0 && isTownName(strings.TrimSpace(company[i+1:])) {
		town := strings.TrimSpace(company[i+1:])
		if location != "" {
			town += ", " + location
		}
		return trimEdges(company[:i]), town
	}
	if m := dashPlace.FindStringSubmatch(company); m != nil && (isPlace(m[2]) || isTownName(m[2])) && companyScore(m[1]) > 0 {
		if location == "" {
			location = m[2]
		}
		return trimEdges(m[1]), location
	}
	ws := strings.Fields(company)
	for n := min(3, len(ws)-1); n > 0; n-- {
		head, tail := strings.Join(ws[:len(ws)-n], " "), strings.Join(ws[len(ws)-n:], " ")
		last := strings.ToLower(ws[len(ws)-n-1])
		if last == "of" || last == "and" || last == "&" || last == "the" || !isPlace(strings.TrimPrefix(tail, "in ")) || n == len(ws)-1 && !strings.HasPrefix(tail, "in ") {
			continue
		}
		if companyScore(head) >= 1.5 && companyScore(tail) == 0 && n <= 2 || companyScore(head) >= 2.5 && companyScore(tail) == 0 || strings.HasPrefix(tail, "in ") {
			if location == "" {
				location = strings.TrimPrefix(tail, "in ")
			}
			return trimEdges(head), location
		}
	}
	return company, location
}

// named returns the fragments that are no places.
func named(fs []fragment) []fragment {
	var out []fragment
	for _, f := range fs {
		if !f.place {
			out = append(out, f)
		}
	}
	return out
}

// cutPair parts "title, employer" or "employer, title" at the comma after which
// one side reads as a title and the other does not.
func cutPair(s string) (title, company string, ok bool) {
	for i := 0; i < len(s); i++ {
		if s[i] != ',' || i+2 >= len(s) || s[i+1] != ' ' {
			continue
		}
		a, b := s[:i], strings.TrimSpace(s[i+1:])
		ta, tb := titleScore(a) >= 3, titleScore(b) >= 3
		switch {
		case ta && !tb && titleCased(b):
			return a, b, true
		case tb && !ta && titleCased(b):
			return b, a, true
		}
	}
	return "", "", false
}
