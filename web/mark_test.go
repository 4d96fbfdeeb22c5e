package web

import (
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	for _, tt := range []struct {
		text, words, want string
	}{
		{"Cut p99 to 120 ms", "p99", "Cut [p99] to 120 ms"},
		{"Wrote Go and go tests", "go", "Wrote [Go] and [go] tests"},
		{"Django is not Go", "go", "Django is not [Go]"},
		{"C, C++ and C#", "C++|C#", "C, [C++] and [C#]"},
		{"Redis cache, cached", "cache", "Redis [cache], cached"},
		{"circuit breakers", "circuit|circuit breakers", "[circuit breakers]"},
		{"p99 latency to 120 ms", "p99|latency|120|ms", "[p99 latency] to [120 ms]"},
		{"İstanbul Kafka", "kafka", "İstanbul [Kafka]"},
		{"a.b axb", "a.b", "[a.b] axb"},
		{"Lead and founder, on call and away", "lead|and|founder|on|call", "[Lead and founder], [on call and] away"},
		{"Went from A to B", "from|to", "Went from A to B"},
		{"nothing", "", "nothing"},
		{"", "go", ""},
		{"Go", " ", "Go"},
	} {
		var got strings.Builder
		for _, f := range mark(tt.text, strings.Split(tt.words, "|")) {
			if f.Hit {
				got.WriteString("[" + f.Text + "]")
			} else {
				got.WriteString(f.Text)
			}
		}
		if got.String() != tt.want {
			t.Errorf("mark(%q, %q) = %q, want %q", tt.text, tt.words, got.String(), tt.want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("words before it ", 12) + "the Redis cache" + strings.Repeat(" and words after", 12)
	for _, tt := range []struct{ text, words, begins, ends, holds string }{
		{"short enough", "short", "short", "enough", "short enough"},
		{long, "redis|cache", "… ", " …", "the Redis cache and"},
		{long, "", "words before", " …", "before"},
		{long, "words after", "… ", "after", "words after and"},
	} {
		var b strings.Builder
		for _, f := range excerpt(mark(tt.text, strings.Split(tt.words, "|"))) {
			b.WriteString(f.Text)
		}
		got := b.String()
		if !strings.HasPrefix(got, tt.begins) || !strings.Contains(got, tt.holds) || len(got) > excerptLength+excerptBefore {
			t.Errorf("of %q, around %q: %q", tt.text, tt.words, got)
		}
		if core := strings.TrimSuffix(strings.TrimPrefix(got, "… "), " …"); !strings.Contains(tt.text, core) {
			t.Errorf("%q is no stretch of %q", core, tt.text)
		}
	}
}
