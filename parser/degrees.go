package parser

import (
	"slices"
	"strings"
)

// Which words speak for a degree, a school, a field of study.

// degreeScore says how much a text reads as a degree or an exam.
func degreeScore(s string) float64 {
	list := words()["degree"]
	score := 0.0
	for i, w := range tokensOf(strings.NewReplacer("(", " ", ")", " ", "’", "'", ",", " ").Replace(s)) {
		w = strings.Trim(w, "-–")
		bare := strings.ReplaceAll(w, ".", "")
		hit := list[w] || list[bare]
		if !hit {
			head, _, ok := strings.Cut(w, "-")
			hit = ok && list[head] && len(head) > 1
		}
		if a, b, ok := strings.Cut(w, "/"); !hit && ok { // "PGDM/MBA"
			hit = list[a] && list[b] && len(a) > 1 && len(b) > 1
		}
		switch {
		case !hit:
		case weakDegree[bare] && !strings.Contains(w, "."):
			score += 0.8
		case i == 0:
			score += 3
		default:
			score += 2
		}
	}
	if examination.MatchString(s) {
		score += 2.5
	}
	return score
}

// weakDegree are words that name a degree only beside others.
var weakDegree = set("x", "be", "me", "ma", "ba", "bs", "ms", "cs", "inter", "plus", "level", "levels", "cambridge", "higher", "high", "senior", "secondary", "foundation", "certificate", "certification",
	"major", "minor", "nursing", "nd", "ca", "md", "honours", "hons", "polytechnic", "tally", "graduate", "associate", "btc", "mim", "mms", "mmm", "baf", "bms", "alim", "kamil", "fazil", "dee", "dea", "dch", "dce", "dme", "spm", "uec", "eso", "bup", "mot", "bot", "bcs", "mcs", "perito", "brevet", "aas", "doctor", "cbse", "icse", "fellowship", "iti")

var examination = compile(`(?i)\b(?:class\s*[-:]?\s*(?:x|xii|10|12|ten|twelve)|std\.?\s*(?:x|xii|10|12)|(?:10|12|x|xii)\s*(?:th|\+\s*2)?\s*(?:class|std|standard|grade)|10\s*th|12\s*th|\+\s*2|10\s*\+\s*2|plus\s*two|high(?:er)?\s*(?:school|sec\w*)|senior\s*sec\w*|secondary\s*(?:school|education|exam)|sr\.?\s*sec|b\.?\s?tech|m\.?\s?tech|b\.\s?e\b|m\.\s?e\b|b\.\s?sc|m\.\s?sc|b\.\s?com|m\.\s?com|b\.\s?a\b|m\.\s?a\b|post[ -]graduat\w*|inter\s?mediate)|\b(?:B\.?E|M\.?E|B\.?S|M\.?S|B\.?A|M\.?A)\b\.?(?:\s*[-–(,]|\s+in\b|$)|^(?:B\.?A|B\.?S|M\.?A|M\.?S|B\.?E|M\.?E|A\.?B|A\.?A|A\.?S|F\.?A|I\.?T\.?I)\.?\s+(?:in\s+|of\s+)?[A-Z(]|(?i:\b(?:[ao][- ]?levels?|grade\s*12|city (?:&|and) guilds|associate (?:of|in|degree)|national diploma|baccalaur\S+|kcse|kcpe|industrial training institute|leaving certificate|certificate\s+(?:in|of|iii|iv)|diploma|licence pro\w*|técnico (?:superior|medio)|ciclo formativo|formación profesional))\b`)

var schoolNoun = compile(`(?i)\b(?:iut|universi\w+|univ\b|college|collage|institut\w*|schools?|academy|polytechnic|vidyalaya|vidhyalaya|vidya\w*|board|hochschule|lyc[ée]+|gymnasium|convent|h\.?s\.?s|mandir|iit|nit|iim|campus)\b|\pL(?:universität|hochschule|gymnasium|schule)\b`)

// schoolScore says how much a text reads as the name of a school.
func schoolScore(s string) float64 {
	n := countIn("school", s)
	if !schoolNoun.MatchString(s) && (n == 0 || n == 1 && countIn("field", s) > 1 && sharedWord(s)) {
		return 0
	}
	score := 1.5 + 0.5*float64(min(n, 3))
	if schoolNoun.MatchString(s) {
		score++
	}
	return score
}

// sharedWord reports whether a word of schools in a text is one of fields too, as
// in "Public Policy".
func sharedWord(s string) bool {
	return slices.ContainsFunc(tokensOf(s), func(t string) bool { return words()["school"][t] && words()["field"][t] })
}

// properName reports whether a text holds a name beside the common words of
// schools, degrees and fields: "Hillside High School", but not "High School".
func properName(s string) bool {
	for _, w := range tokensOf(strings.NewReplacer("(", " ", ")", " ").Replace(s)) {
		bare := strings.ReplaceAll(w, ".", "")
		if len(bare) > 1 && !words()["school"][w] && !words()["degree"][w] && !words()["degree"][bare] && !words()["field"][w] && !commonWord[w] && bare[0] > '9' {
			return true
		}
	}
	return false
}

var commonWord = set("of", "the", "and", "in", "for", "at", "from", "with", "&", "a", "an", "name", "passed", "completed", "examination", "exam", "class", "std", "th", "group", "stream", "standard", "schooling", "full", "time", "part", "degree", "level", "cert", "year", "course", "pursuing", "state", "training")

// eduKind says what a piece of text is.
func eduKind(s string) string {
	n := wordCount(s)
	d, c := degreeScore(s), schoolScore(s)
	if c == 0 && isPlace(s) || isTown(s) {
		return ""
	}
	if isLevel(s) {
		return "degree"
	}
	if n <= 8 && certificateOf.MatchString(s) {
		return "degree"
	}
	if t := tokensOf(s); n <= 12 && boardOf.MatchString(s) && (!strongDegree(s) || words()["school"][t[0]]) {
		return "school"
	}
	switch {
	case n > 22:
		return ""
	case schoolNoun.MatchString(s) && c >= 2 && properName(s) && n <= 16 && !strongDegree(s):
		return "school"
	case d >= 1.5 && n <= 20:
		return "degree"
	case c >= 2 && n <= 14:
		return "school"
	case n <= 6 && countIn("field", s) > 0:
		return "field"
	}
	return ""
}

// boardOf matches the boards that hold examinations: "U.P. Board of Secondary Education".
var boardOf = compile(`(?i)\bboard of\b|\p{Lu}.*\bboard$`)

// certificateOf matches the certificates that schools are named in: "Senior
// School Certificate Examination".
var certificateOf = compile(`(?i)\b(?:school|education)\s+(?:leaving\s+)?(?:certificate|examination|diploma)\b`)

// isLevel reports whether a text is a level of education, to which a degree may follow.
func isLevel(s string) bool { return words()["study level"][strings.ToLower(s)] }

// strongDegree reports whether a text begins with the name of a degree.
func strongDegree(s string) bool {
	t := tokensOf(strings.NewReplacer("(", " ", ")", " ", "’", "'", ",", " ").Replace(s))
	if len(t) == 0 {
		return false
	}
	bare := strings.ReplaceAll(t[0], ".", "")
	return (words()["degree"][t[0]] || words()["degree"][bare]) && (!weakDegree[bare] || strings.Contains(t[0], "."))
}

// degreeSchool matches schools named after a degree: "Lakeside BCA College".
var degreeSchool = compile(`(?i)\b(?:bca|bba|mba|mca|b\.?\s?ed|pg|degree|diploma)\s+(?:college|school|institute|academy)\b`)

// isTown reports whether a text is a town and its state. A town may be named
// like a school ("College Station, TX"), but a field of study is none ("Physics, MA").
func isTown(s string) bool {
	town, _, _ := strings.Cut(s, ",")
	found, _ := lookupPlace(foldPlace(town))
	return cityState.MatchString(s) && (found.has(string(placeCity)) || countIn("field", town) == 0 && countIn("school", town) == 0 && degreeScore(town) < 1)
}

// isField reports whether a text is the name of a field of study and nothing else.
func isField(s string) bool {
	tokens := tokensOf(s)
	for _, t := range tokens {
		if !words()["field"][t] && !commonWord[t] {
			return false
		}
	}
	return len(tokens) > 0 && len(tokens) <= 5 && countIn("field", s) > 0
}
