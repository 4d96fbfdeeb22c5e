package prep

import "regexp"

// Story says what the answer has of a story of one's own.
type Story struct {
	FirstPerson bool
	Time        bool
	Figure      bool
	Outcome     bool
}

const (
	smallNumber = `(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|a hundred|a thousand|several thousand)`
	timeUnit    = `(?:days?|nights?|weeks?|months?|quarters?|years?)`
	quantity    = `(?:ms|milliseconds?|s|secs?|seconds?|min|minutes?|hours?|days?|weeks?|percent|times|requests?|calls?|events?|messages?|orders?|rows?|users?|customers?|tenants?|clients?|pages|services?|nodes?|engineers?|people|dollars|euros|gb|tb|mb|rps|qps)`
)

var (
	firstPerson = regexp.MustCompile(`\bI\b|\b(?i:my|me|myself)\b`)
	timeTold    = regexp.MustCompile(`(?i)\b(?:19|20)\d\d\b|\b(?:last|that|one|this|next) (?:spring|summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening|afternoon|` + timeUnit + `)\b|\b(?:\d+|` + smallNumber + `|a|few) ` + timeUnit + ` (?:ago|later|before|earlier|after|in)\b|\b(?:in|since|during) (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\bblack friday\b|\bat (?:\d{1,2}|two|three|four) ?(?:a\.?m|p\.?m|in the (?:morning|night|afternoon))`)
	figureTold  = regexp.MustCompile(`(?i)\d\s?(?:%|×)|\b\d[\d.,]*\s?(?:x\b|k\b|m\b|` + quantity + `\b)|[$€£]\s?\d|\b` + smallNumber + ` (?:thousand |million |hundred )?` + quantity + `\b|\bfrom (?:about )?\d[\d.,]* to \d|\b(?:halved|doubled|tripled|by half|a third of|half of the)\b`)
	outcomeTold = regexp.MustCompile(`(?i)\b(?:as a result|in the end|since then|ever since|turned out|afterwards|reduced|dropped|fell|improved|fixed (?:it|that|this|the (?:bug|problem|issue|page))|resolved|restored|recovered|saved (?:us|them|about|some|nearly|over|\d)|halved|went (?:from|down|up|back)|came back|never happened again|has not happened|shipped|launched|is still|we kept|what i learned|i learned|the result)\b`)
)

func storyOf(text string) Story {
	return Story{
		FirstPerson: firstPerson.MatchString(text),
		Time:        timeTold.MatchString(text),
		Figure:      figureTold.MatchString(text),
		Outcome:     outcomeTold.MatchString(text),
	}
}
