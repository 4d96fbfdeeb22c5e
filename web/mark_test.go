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
