package scorer

import (
	"regexp"
	"shortlist/index"
	"slices"
	"strings"
)

// segment is one deed told in a statement, with the tokens that tell it.
type segment struct {
	from, to int
	deed     bool // it begins with a verb in the past tense
	result   bool // that verb tells an outcome: cut, raised, saved
	sentence int
	figures  []span // eligible figures, in tokens
	people   []span // numbers of people
}

// results are past tenses that tell what came of the deed before: "added a
// cache and cut p99".
var results = wordSet(`cut reduced lowered shortened trimmed shaved dropped fell halved decreased shrank slashed eliminated saved raised
	increased improved lifted grew doubled tripled quadrupled boosted kept held prevented brought took sped accelerated gained
	handled served processed reached achieved`)

// noneSinceRE matches an outcome without a number: "none has been lost since".
var noneSinceRE = regexp.MustCompile(`(?i)\b(?:none|not one|nothing|no [a-z]+)\b[^.;]{1,40}\bsince\b`)

// segment splits a statement into the deeds it tells and finds the figures of each.
func (s *said) segment() {
	start := 0
	for i := 1; i <= len(s.tokens); i++ {
		if i < len(s.tokens) && s.sentences[i] == s.sentences[i-1] && (!s.newDeed(i) || s.onlyVerbs(start, i)) {
			continue
		}
		s.segments = append(s.segments, s.segmentOf(start, i))
		start = i
	}
	for _, f := range s.numbers.of(s.Text) {
		s.assign(f)
	}
	for _, m := range noneSinceRE.FindAllStringIndex(s.Text, -1) {
		s.assign(figure{figureChange, m[0], m[1]})
	}
}

// onlyVerbs reports whether the tokens from to to tell no whole deed yet: those
// before "ran" in "designed, built and ran the importer".
func (s *said) onlyVerbs(from, to int) bool {
	for i := from; i < to; i++ {
		if word := byWord(s.tokens[i]); word != "and" && !isPast(word) {
			return false
		}
	}
	return true
}

func (s *said) segmentOf(from, to int) segment {
	x := segment{from: from, to: to}
	if from < to {
		word := skipAnd(s.tokens, from)
		x.deed, x.result, x.sentence = isPast(word), results[word] || s.foundNone(from), s.sentences[from]
	}
	return x
}

// foundNone reports whether the deed that begins at token i is "and found no
// difference", an outcome.
func (s *said) foundNone(i int) bool {
	for j := i; j < i+2 && j+1 < len(s.tokens); j++ {
		if s.tokens[j].Word == "found" {
			return noneWords[s.tokens[j+1].Word]
		}
	}
	return false
}

var noneWords = wordSet("no none nothing not zero")

// newDeed reports whether another deed begins at token i within a sentence:
// ", wrote", ", and mentored", "and cut".
func (s *said) newDeed(i int) bool {
	word := byWord(s.tokens[i])
	comma := strings.Contains(s.gap(i), ",")
	if word == "and" || word == "then" {
		return i+1 < len(s.tokens) && isPast(byWord(s.tokens[i+1])) && !s.passive(i+1)
	}
	return comma && isPast(word) && !s.passive(i)
}

// passive reports whether the past tense at token i describes rather than acts:
// "… and used by six teams", "distributed systems".
func (s *said) passive(i int) bool {
	return i+1 < len(s.tokens) && slices.Contains([]string{"by", "on", "in", "as", "to"}, byWord(s.tokens[i+1]))
}

// assign gives a figure to the segment in which it stands, unless it is no
// figure of an outcome or scale.
func (s *said) assign(f figure) {
	from := slices.IndexFunc(s.tokens, func(t index.Token) bool { return t.End > f.start })
	if from < 0 || s.setting(from, f) {
		return
	}
	for i := range s.segments {
		x := &s.segments[i]
		if from < x.from || from >= x.to {
			continue
		}
		if f.kind == figurePeople && !s.countsTeams(f) && !s.served(from) {
			x.people = append(x.people, span{from, from + 1})
		} else {
			x.figures = append(x.figures, span{from, from + 1})
		}
	}
}

// countsTeams reports whether a number of people is one of teams or services
// that use something, which is its scale.
func (s *said) countsTeams(f figure) bool {
	unit := strings.ToLower(s.Text[f.start:f.end])
	before := strings.ToLower(lastWords(s.Text[:f.start], 2))
	return (strings.HasSuffix(unit, "teams") || strings.HasSuffix(unit, "squads")) && !strings.HasSuffix(before, "led")
}

// served reports whether the number of people at token i is of those who got
// something, rather than of those who made it: "to 8,000 staff".
func (s *said) served(i int) bool {
	value, n := numberAt(s.tokens, i)
	from, _ := s.sentenceOf(i)
	return n > 0 && value >= 100 && (i == from || slices.Contains([]string{"to", "for", "by", "serving", "gave"}, byWord(s.tokens[i-1])))
}

var (
	thresholdWords = wordSet("above over below under when if at exceeds exceed exceeding than")
	alertWords     = wordSet("alert alerts alerted alerting threshold thresholds alarm alarms paged pages page pager")
	settings       = wordSet(`trial trials pilot poc window windows retention sprint sprints internship course training contract warranty shift
		shifts rotation notice spike spikes timebox ttl timeout timeouts interval intervals cron tokens token lease cooldown workshop bootcamp prototype hackathon`)
	everyWords = wordSet("every each once")
	limitWords = wordSet("below above under over past beyond")
	passWords  = wordSet("fall falls drop drops dip dips go goes rise rises climb climbs") // in the present: "fell below 2%" is an outcome
)

// waits reports whether a word tells that something waits, or no longer: "gives
// up after two seconds".
func waits(t index.Token) bool { return waitWords[byWord(t)] }

var waitWords = wordSet(`give gives gave skip skips skipped stop stops stopped abandon abandons abandoned expire expires expired wait waits
	waited timeout timeouts`)

// setting reports whether a figure is one that was set or given rather than
// achieved: a threshold of an alert, a time to live, the length of a trial, a
// handful of things.
func (s *said) setting(i int, f figure) bool {
	from, _ := s.sentenceOf(i)
	if i > from && f.kind == figureDuration && (everyWords[byWord(s.tokens[i-1])] || i > from+1 && byWord(s.tokens[i-2]) == "once") {
		return true
	}
	if f.kind == figureDuration && i > from && byWord(s.tokens[i-1]) == "after" && slices.ContainsFunc(s.tokens[max(from, i-8):i], waits) {
		return true
	}
	if s.condition(i, from) || s.span(i, from, f) || s.limit(i, from, f) || s.version(i, from, f) {
		return true
	}
	if (f.kind == figureCount || f.kind == figurePeople && s.countsTeams(f)) && s.handful(i, f) {
		return true
	}
	if i > from && f.kind == figureMoney && (byWord(s.tokens[i-1]) == "below" || byWord(s.tokens[i-1]) == "above") {
		return true
	}
	last := i
	for last+1 < len(s.tokens) && s.tokens[last+1].Start < f.end {
		last++
	}
	if f.kind == figureDuration {
		for j := max(from, i-2); j <= last+2 && j < len(s.tokens); j++ {
			if settings[byWord(s.tokens[j])] {
				return true
			}
		}
	}
	threshold := false
	for j := i - 1; j >= max(from, i-5); j-- {
		word := byWord(s.tokens[j])
		threshold = threshold || thresholdWords[word]
		if alertWords[word] && threshold {
			return true
		}
	}
	return false
}

// condition reports whether the number at token i is one at which something is
// to happen: "falls below $3", "exceeds 500 requests".
func (s *said) condition(i, from int) bool {
	if i == from {
		return false
	}
	switch word := byWord(s.tokens[i-1]); word {
	case "exceed", "exceeds":
		return true
	default:
		return limitWords[word] && i > from+1 && passWords[byWord(s.tokens[i-2])]
	}
}

// span reports whether the duration at token i is how long something is to
// last, "is sent again for three days", rather than how long it went well.
func (s *said) span(i, from int, f figure) bool {
	if f.kind != figureDuration || i == from || byWord(s.tokens[i-1]) != "for" {
		return false
	}
	return !slices.ContainsFunc(s.sentence(i), func(t index.Token) bool { return noneWords[t.Word] || t.Word == "without" })
}

var (
	limitVerbs = wordSet("limit limits limited cap caps capped throttle throttles throttled restrict restricts restricted allow allows allowed quota quotas warn warns warning warnings")
	upgrades   = wordSet("upgrade upgraded upgrading bump bumped update updated updating")
)

// limit reports whether the number at token i is one to which something was
// limited, "limited each client to 100 requests a minute", rather than cut.
func (s *said) limit(i, from int, f figure) bool {
	if i == from || f.kind != figureCount && f.kind != figurePercent || !slices.Contains([]string{"to", "at"}, byWord(s.tokens[i-1])) {
		return false
	}
	return slices.ContainsFunc(s.tokens[max(from, i-6):i], func(t index.Token) bool { return limitVerbs[t.Word] })
}

// version reports whether the bare number at token i is one of a version that
// was upgraded: "from 3.1 to 8".
func (s *said) version(i, from int, f figure) bool {
	if i == from || f.kind != figureCount || strings.Trim(s.Text[f.start:f.end], "0123456789.") != "" ||
		!slices.Contains([]string{"to", "from"}, byWord(s.tokens[i-1])) {
		return false
	}
	return slices.ContainsFunc(s.tokens[max(from, i-8):i], func(t index.Token) bool { return upgrades[t.Word] })
}

// volumeRE matches units of volume and rate, of which few are many.
var volumeRE = regexp.MustCompile(`(?i)[kmgtp]b\b|/|per |[qrt]ps\b`)

// handful reports whether the count at token i is of five things at most, which
// is no scale, unless something went from or to it.
func (s *said) handful(i int, f figure) bool {
	value, n := numberAt(s.tokens, i)
	if n == 0 || value > 5 || volumeRE.MatchString(s.Text[f.start:f.end]) {
		return false
	}
	if i == 0 {
		return true
	}
	switch byWord(s.tokens[i-1]) {
	case "from":
		return false
	case "to": // "to two patients" is no change
		return !slices.ContainsFunc(s.sentence(i), func(t index.Token) bool { return results[t.Word] || moves[t.Word] || t.Word == "from" })
	}
	return true
}

// moves are verbs of a change beside the results.
var moves = wordSet("down up went go goes merged consolidated folded collapsed brought bring cutting reducing bringing taking")

// asides lead to what is told beside the deed.
var asides = newPhraseSet(byWord, []string{"while", "alongside", "as part of", "besides", "in addition to", "next to", "at a company that", "in a team"})

// measured reports whether a figure of the outcome or scale of the deed told
// around token i stands with it: in the same deed, or in what is said right
// after to have come of it.
func (s *said) measured(i int, people bool) bool {
	if s.segments == nil {
		s.segment()
	}
	k := slices.IndexFunc(s.segments, func(x segment) bool { return i >= x.from && i < x.to })
	if k < 0 {
		return false
	}
	own := s.segments[k]
	if own.has(people) {
		return !s.aside(own, i)
	}
	if k+1 == len(s.segments) {
		return false
	}
	next := s.segments[k+1]
	return next.has(people) && (!next.deed || next.result) && !s.aside(own, i)
}

func (x segment) has(people bool) bool {
	return len(x.figures) > 0 || people && len(x.people) > 0
}

// aside reports whether token i is told beside the deed of its segment, and no
// figure after it.
func (s *said) aside(x segment, i int) bool {
	for j := x.from + 1; j < i; j++ {
		if asides.at(s.tokens, j) > 0 {
			return !slices.ContainsFunc(x.figures, func(f span) bool { return f.from > j })
		}
	}
	return false
}
