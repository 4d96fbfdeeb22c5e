package web

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// fragment is a piece of a quote, marked if it counts.
type fragment struct {
	Text string
	Hit  bool
}

// mark splits text into fragments so that each whole word of words, in any
// case, is a hit. The fragments joined are the text.
func mark(text string, words []string) []fragment {
	var out []fragment
	done := 0
	add := func(end int, hit bool) {
		if end > done {
			out = append(out, fragment{text[done:end], hit})
			done = end
		}
	}
	for _, span := range joinSpans(text, withoutSmall(text, wordSpans(text, words))) {
		add(span[0], false)
		add(span[1], true)
	}
	add(len(text), false)
	return out
}

// smallWords count only within a phrase.
var smallWords = strings.Fields("a an and as at by for from in of on or the to with")

// withoutSmall drops spans of small words that stand alone: beside no other span.
func withoutSmall(text string, spans [][]int) [][]int {
	small := func(i int) bool { return slices.Contains(smallWords, strings.ToLower(text[spans[i][0]:spans[i][1]])) }
	beside := func(i, j int) bool {
		return j >= 0 && j < len(spans) && !small(j) && strings.TrimSpace(text[min(spans[i][1], spans[j][1]):max(spans[i][0], spans[j][0])]) == ""
	}
	var out [][]int
	for i := range spans {
		if !small(i) || beside(i, i-1) || beside(i, i+1) {
			out = append(out, spans[i])
		}
	}
	return out
}

// joinSpans joins spans that only spaces part.
func joinSpans(text string, spans [][]int) [][]int {
	var out [][]int
	for _, span := range spans {
		if n := len(out); n > 0 && strings.TrimSpace(text[out[n-1][1]:span[0]]) == "" {
			out[n-1][1] = span[1]
			continue
		}
		out = append(out, span)
	}
	return out
}

// wordSpans finds the words in text, the longest first where several overlap.
func wordSpans(text string, words []string) [][]int {
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	var alternatives []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			alternatives = append(alternatives, regexp.QuoteMeta(w))
		}
	}
	if len(alternatives) == 0 {
		return nil
	}
	re := regexp.MustCompile("(?i:" + strings.Join(alternatives, "|") + ")")
	return slices.DeleteFunc(re.FindAllStringIndex(text, -1), func(span []int) bool {
		return cutsWord(text, span[0]) || cutsWord(text, span[1])
	})
}

// cutsWord tells whether the offset lies within a word.
func cutsWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return isWordRune(before) && isWordRune(after)
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// The lengths of an excerpt in bytes.
const (
	excerptLength = 150
	excerptBefore = 50 // of it before the first hit
)

// excerpt cuts a long text to the words around its first hit.
func excerpt(parts []fragment) []fragment {
	length, hit := 0, -1
	for _, p := range parts {
		if p.Hit && hit < 0 {
			hit = length
		}
		length += len(p.Text)
	}
	if length <= excerptLength {
		return parts
	}
	from := max(0, min(hit-excerptBefore, length-excerptLength))
	to := from + excerptLength
	var out []fragment
	at := 0
	for _, p := range parts {
		start, end := max(from-at, 0), min(to-at, len(p.Text))
		at += len(p.Text)
		if start >= end {
			continue
		}
		text := p.Text[start:end]
		if start > 0 && !p.Hit { // between words
			_, text, _ = strings.Cut(text, " ")
		}
		if end < len(p.Text) && !p.Hit {
			text = text[:max(strings.LastIndexByte(text, ' '), 0)]
		}
		if p.Hit {
			text = p.Text // a hit is whole
		}
		out = append(out, fragment{text, p.Hit})
	}
	if from > 0 {
		out = append([]fragment{{Text: "… "}}, out...)
	}
	if to < length {
		out = append(out, fragment{Text: " …"})
	}
	return out
}
