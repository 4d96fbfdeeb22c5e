package parser

import (
	"strings"
)

var jobLabel = compile(`^[^\pL]*([\pL][\pL &/.'’]*?(?: ?\d)?)\s*(?:\([^()\t:]{1,24}\))?\s*(?:\t+\s*[:\-–]?|[:：]|\s[-–]|[-–]\s)\s*[:\-–]*\s*(\S.*)$`)

// labelled returns the field that a label at the head of a text names, and its value.
func labelled(text string) (field, value string) {
	if word, rest, ok := strings.Cut(text, " "); ok && labelField(word) == "dates" && !sinceWords[strings.ToLower(word)] && opensWithDates(rest) {
		return "dates", rest // "Period June 2012 to May 2014"
	}
	if !strings.ContainsAny(text[:min(len(text), 80)], ":：\t-–") {
		return "", ""
	}
	m := jobLabel.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	if vague.MatchString(m[1]) {
		return "location", strings.TrimSpace(m[2])
	}
	return labelField(m[1]), strings.TrimSpace(m[2])
}

// opensWithDates reports whether a text is little else than dates and begins
// with them. "Service" and "Data" are labels of dates, but in "Service Engineer,
// June 2012 to May 2014" they are words of a title.
func opensWithDates(s string) bool {
	dates := findDates(s, true)
	if len(dates) == 0 || !looksLikeDates(s) {
		return false
	}
	before := strings.ToLower(strings.Trim(s[:dates[0].from], " \t:-–"))
	return before == "" || sinceWords[before]
}

// vague matches labels of what is said of an employer beside its name.
var vague = compile(`(?i)^(?:company|organi[sz]ation|employer|office)\s+(?:location|address|business|city|place|country)$`)

var labelCount = compile(`[\s.]*\d+(?:\s+of\s+\d+)?$`)

var labelWhen = compile(`^(?:present(?:ly)?|current(?:ly)?|previous(?:ly)?|last|past|former|latest)\s+`)

func labelField(s string) string {
	name := strings.ToLower(strings.Join(strings.Fields(s), " "))
	name = labelWhen.ReplaceAllString(labelCount.ReplaceAllString(name, ""), "")
	for _, f := range []string{"company", "title", "dates", "location", "aside"} {
		if words()["label "+f][name] {
			return f
		}
	}
	if strings.HasPrefix(name, "name of ") && len(strings.Fields(name)) <= 5 {
		return "company" // "Name of hospital"
	}
	return ""
}

var innerLabel = compile(`(?:^|\s)([A-Z][\pL/]*(?: (?:of |the )?[\pL/]+){0,2}(?: \d)?)\s*(?:\t\s*)?:`)

// wrappedValue parts a line that begins with the end of the value above from the
// label that follows: "Engineer Duration: July 2012".
func wrappedValue(text string) (tail, rest string) {
	for _, m := range innerLabel.FindAllStringSubmatchIndex(text, -1) {
		for from := m[2]; ; {
			if labelField(text[from:m[3]]) != "" {
				tail = strings.TrimSpace(text[:from])
				if tail == "" || wordCount(tail) > 3 || strings.ContainsAny(tail, ":\t") || toDate.MatchString(text[:from]) {
					return "", text
				}
				return tail, text[from:]
			}
			i := strings.IndexByte(text[from:m[3]], ' ')
			if i < 0 {
				break
			}
			from += i + 1
		}
	}
	return "", text
}

var itemNumber = compile(`^\(?\d{1,2}[.)]?\s+\pL`)

var toDate = compile(`(?i)\b(?:to|till|until)\s+$`) // "June 2019 to date: ACME"

// cutLabels parts a text that holds several labelled fields: "Company: ACME
// Designation: Clerk", as it comes from lines run together.
func cutLabels(text string) []string {
	if !strings.Contains(text, ":") {
		return []string{strings.TrimSpace(text)}
	}
	var cuts []int
	for _, m := range innerLabel.FindAllStringSubmatchIndex(text, -1) {
		// The label may be the tail of what the pattern took: "Chennai Designation:".
		from := m[2]
		for {
			if labelField(text[from:m[3]]) != "" {
				if !toDate.MatchString(text[:from]) {
					cuts = append(cuts, from)
				}
				break
			}
			i := strings.IndexByte(text[from:m[3]], ' ')
			if i < 0 {
				break
			}
			from += i + 1
		}
	}
	var out []string
	last := 0
	for _, c := range cuts {
		if t := strings.TrimSpace(text[last:c]); strings.Contains(t, ":") || wordCount(t) > 2 {
			out = append(out, t)
			last = c
		}
	}
	return append(out, strings.TrimSpace(text[last:]))
}

// dropLabelDates forgets dates within a label: "Present company: …".
func (e *entryLine) dropLabelDates() {
	_, v := labelled(e.text)
	var keep []dateSpan
	for _, d := range e.dates {
		if d.from >= len(e.text)-len(v) {
			keep = append(keep, d)
		}
	}
	e.dates, e.ranged = keep, e.ranged && len(keep) > 0
}

var clientLabel = compile(`(?i)^client(?: name)?\s*[:\-–]`)

var unknownLabel = compile(`^\W*(\pL[\pL /&,()'’]{2,60}?)\s*:(?:\s|$)`)

var subLabel = compile(`(?i)^\W*(?:roles?|responsib\w*|key|duties|projects?|clients?|environment|tools?|technolog\w*|description|team|achievements?|tasks|skills|platform|domain|reporting|salary|ctc|reason|hardware|software|database|operating system|total|overall)(?:\s+(?:and|&|work|experience|exp|name|title|details?|profile|size|used|of|on|to|the|for|description|responsib\w*|played|handled|duties|skills|strength))*(?:\s*[-#]?\d+)?\s*(?:[:\t]|[-–]\s)`)
