package scorer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shortlist/index"
)

// The numbers that patterns ask for.

// numberSlot returns how many tokens of a statement, from token i on, are a
// number of its kind; 0 if none.
type numberSlot func(s *said, i int) int

var numberSlots = map[string]numberSlot{
	"#": func(s *said, i int) int { _, n := numberAt(s.tokens, i); return n },
	"##": func(s *said, i int) int {
		value, n := numberAt(s.tokens, i)
		if value < 1000 || s.money(i) {
			return 0
		}
		return n
	},
	"#hundreds": func(s *said, i int) int {
		value, n := numberAt(s.tokens, i)
		if value < 100 || s.money(i) {
			return 0
		}
		return n
	},
	"#many":    (*said).manyAt,
	"#time":    (*said).durationAt,
	"#percent": (*said).percentAt,
	"#year": func(s *said, i int) int {
		if yearLike(s.tokens[i].Text) {
			return 1
		}
		return 0
	},
}

var (
	numeralRE  = regexp.MustCompile(`^(\d[\d,]*(?:\.\d+)?)(k|m|mn|b|bn|tb|gb|pb)?$`)
	magnitudes = map[string]float64{
		"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "gb": 1e9, "tb": 1e12, "pb": 1e15,
		"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
	}
	spelledNumbers = numerals("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
		"thirty forty fifty sixty seventy eighty ninety")
)

func numerals(ones, tens string) map[string]float64 {
	m := make(map[string]float64)
	for i, w := range strings.Fields(ones) {
		m[w] = float64(i + 1)
	}
	for i, w := range strings.Fields(tens) {
		m[w] = float64(30 + 10*i)
	}
	return m
}

var (
	timedRE   = regexp.MustCompile(`^\d[\d,]*(?:\.\d+)?(?:µs|us|ms|s|secs?|mins?|h|hrs?)$`)
	timeUnits = wordSet(`µs us microsecond microseconds ms msec millisecond milliseconds s sec secs second seconds
		min mins minute minutes h hr hrs hour hours day days night nights week weeks weekend`)
)

// durationAt reads a length of time: "300ms", "forty minutes", "half an hour".
func (s *said) durationAt(i int) int {
	if c := s.tokens[i].Word[0]; c >= '0' && c <= '9' && timedRE.MatchString(s.tokens[i].Word) {
		return 1
	}
	n := 0
	switch s.tokens[i].Word {
	case "a", "an", "whole":
		if i > 0 && counted[s.tokens[i-1].Word] {
			n = 1
		}
	case "half", "several", "few", "quarter":
		if n = 1; i+1 < len(s.tokens) && (s.tokens[i+1].Word == "a" || s.tokens[i+1].Word == "an") {
			n = 2
		}
	default:
		_, n = numberAt(s.tokens, i)
	}
	if n > 0 && i+n < len(s.tokens) && slices.Contains([]string{"whole", "full", "good", "mere"}, s.tokens[i+n].Word) {
		n++
	}
	if n == 0 || i+n >= len(s.tokens) || !timeUnits[s.tokens[i+n].Word] {
		return 0
	}
	return n + 1
}

// percentAt reads a percentage: "35%", "four percent".
func (s *said) percentAt(i int) int {
	_, n := numberAt(s.tokens, i)
	switch {
	case n == 0:
		return 0
	case strings.HasPrefix(s.Text[s.tokens[i+n-1].End:], "%"):
		return n
	case i+n < len(s.tokens) && s.tokens[i+n].Word == "percent":
		return n + 1
	}
	return 0
}

// many is the number from which things counted are a scale.
const many = 10000

// manyAt reads a large number of things, whatever they are: "220,000 pupils".
func (s *said) manyAt(i int) int {
	value, n := numberAt(s.tokens, i)
	if n == 0 || value < many || s.money(i) {
		return 0
	}
	for j := i + n; j < len(s.tokens) && j < i+n+2 && strings.TrimSpace(s.gap(j)) == ""; j++ {
		switch word := s.tokens[j].Text; {
		case measures[word]:
			return 0
		case word == "people", len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && word == strings.ToLower(word):
			return j + 1 - i
		}
	}
	return 0
}

// money reports whether a currency stands before the number at token i.
func (s *said) money(i int) bool { return currencyRE.MatchString(tail(s.Text[:s.tokens[i].Start])) }

var (
	currencyRE = regexp.MustCompile(currency + `\s?$`)
	// measures are what many of say nothing about the size of a system.
	measures = wordSet(`hours minutes seconds days weeks months years times lines words pages euros dollars pounds rupees francs kronor dirhams naira
		rand pesos yen miles kilometers kilometres meters metres feet tonnes tons liters litres points characters steps was this has less`)
)

// counted are the words after which "a second" is a length of time and no rate.
var counted = wordSet("in within under over to of than from took take takes needs need needed about below every for half only by after at")

// numberAt reads a number, in digits or in words, and returns how many tokens
// it takes; 0 if none stands at i. What may be a year is no number.
func numberAt(tokens []index.Token, i int) (value float64, n int) {
	word := tokens[i].Word
	if c := word[0]; c >= '0' && c <= '9' {
		m := numeralRE.FindStringSubmatch(word)
		if m == nil {
			return 0, 0
		}
		value, _ = strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
		if unit, ok := magnitudes[m[2]]; ok {
			return value * unit, 1
		}
		if yearLike(word) {
			return 0, 0
		}
	} else if v, ok := spelledNumbers[word]; ok {
		value = v
	} else if word == "hundred" || magnitudes[word] >= 1e3 && len(word) > 3 {
		return magnitudes[word], 1
	} else {
		return 0, 0
	}
	n = 1
	for i+n < len(tokens) && len(tokens[i+n].Text) > 3 {
		unit, ok := magnitudes[tokens[i+n].Word]
		if !ok {
			break
		}
		value *= unit
		n++
	}
	return value, n
}
