package parser

import (
	_ "embed"
	"math"
	"strings"
	"sync"
	"unicode"
)

//go:embed data/lexicon.txt
var lexiconData string

// words is the lexicon: a name, such as "title", to its set of words.
var words = sync.OnceValue(func() map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, line := range strings.Split(lexiconData, "\n") {
		if name, list, ok := strings.Cut(line, ":"); ok && line[0] != '#' {
			m[name] = map[string]bool{}
			for _, w := range strings.Split(list, ",") {
				m[name][strings.TrimSpace(w)] = true
			}
		}
	}
	return m
})

// tokensOf splits a text into words in lower case; dots inside a word stay.
func tokensOf(s string) []string {
	var out []string
	s = strings.ToLower(s)
	from := -1
	for i, r := range s {
		if inToken(r) {
			if from < 0 {
				from = i
			}
		} else if from >= 0 {
			out = appendToken(out, s[from:i])
			from = -1
		}
	}
	if from >= 0 {
		out = appendToken(out, s[from:])
	}
	return out
}

func inToken(r rune) bool {
	switch r {
	case '.', '\'', '’', '+', '/', '-', '#', '&':
		return true
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func appendToken(tokens []string, t string) []string {
	if t = strings.Trim(t, ".'’-/"); t != "" {
		tokens = append(tokens, t)
	}
	return tokens
}

// titleAbroad reports whether a word is the head of a job title in one of the
// other languages, where German joins it to the word before.
func titleAbroad(t string) bool {
	if words()["title abroad"][t] {
		return true
	}
	suffixes := words()["title suffix"]
	for i := 4; i < len(t); i++ {
		if suffixes[t[i:]] {
			return true
		}
	}
	return false
}

// countIn counts the words of a text that the lexicon lists under a name.
// Compounds ("tester/developer", "pvt.ltd") count by their parts.
func countIn(name, s string) int { return countTokens(name, tokensOf(s)) }

func countTokens(name string, tokens []string) int {
	list := words()[name]
	n := 0
	for _, t := range tokens {
		if list[t] || name == "title" && titleAbroad(t) {
			n++
			continue
		}
		if !strings.ContainsAny(t, "/-.") {
			continue
		}
		for _, p := range strings.FieldsFunc(t, func(r rune) bool { return r == '/' || r == '-' || r == '.' }) {
			if list[p] && len(p) > 2 {
				n++
				break
			}
		}
	}
	return n
}

// titleScore says how much a text reads as the title of a job.
func titleScore(s string) float64 {
	t := tokensOf(s)
	if len(t) == 0 || len(t) > 16 {
		return 0
	}
	score := 0.0
	if countTokens("title", t) > 0 {
		score = 3
		// The head of a title is its last word before "of", "-", "(" or the end.
		head := s
		if i := strings.IndexAny(head, "(–|,"); i > 0 {
			head = head[:i]
		}
		if ts := tokensOf(head); len(ts) > 0 && countIn("title", ts[len(ts)-1]) > 0 {
			score++
		}
	}
	if countTokens("grade", t) > 0 {
		score++
	}
	if score < 3 && contractForm.MatchString(s) {
		score = 3 // "Help desk (part time)"
	}
	return score
}

// contractForm is the form of an employment in brackets after a title.
var contractForm = compile(`(?i)\w\s+[(\[](?:(?:part|full)[- ]time|contract|contractor|internship|intern|seasonal|temporary|freelance|volunteer|remote|summer|teilzeit|vollzeit)[)\]]$`)

// companyScore says how much a text reads as the name of an employer.
func companyScore(s string) float64 {
	t := tokensOf(s)
	if len(t) == 0 || len(t) > 16 {
		return 0
	}
	weak := countTokens("department", t)
	score := math.Min(1.5*float64(countTokens("company", t)-weak)+0.7*float64(weak), 3)
	if legalForm.MatchString(s) {
		score += 2.5
	}
	return score
}

var legalForm = compile(`(?i)\b(?:pvt|ltd|limited|inc|llc|l\.l\.c|llp|plc|corp|gmbh|w\.?l\.?l|s\.?a\.?r\.?l|b\.v|pty|bhd|fze|fzco|co\.|m/s|messrs)`)

func looksLikeTitle(s string) bool   { return titleScore(s) >= 3 }
func looksLikeCompany(s string) bool { return companyScore(s) >= 2.5 }

// looksLikeDates reports whether a text is little else than a date or a range.
func looksLikeDates(s string) bool {
	for _, d := range findDates(s, true) {
		if d.to-d.from >= len(strings.TrimSpace(s))*6/10 {
			return true
		}
	}
	return false
}
