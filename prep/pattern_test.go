package prep

import (
	"strings"
	"testing"
)

func TestPattern(t *testing.T) {
	classes := map[string][]string{"undo": {"roll back", "revert"}}
	for _, test := range []struct {
		pattern, text string
		want          bool
	}{
		{"retry|again", "We tried it again.", true},
		{"retry", "We retried.", true},
		{"$undo", "They rolled back the release.", true},
		{"$undo", "They rolled it back.", false},
		{"key .. store", "The key is stored.", true},
		{"key .. store", "We store the key.", true}, // backwards
		{"key .. store", "The key goes on a long way before anybody gets to store it.", false},
		{"key & store & twice", "Twice we store the key.", true},
		{"key & store & twice", "Twice we store it.", false},
		{"store & store", "We store it.", false}, // one word takes one place
		{"$number .. minute", "It took forty minutes.", true},
		{"$number .. minute", "It took 40 minutes.", true},
		{"$number .. minute", "It took some minutes.", false},
		{"store .. key", "We do not store the key.", false},
		{"not .. store .. key", "We do not store the key.", true}, // the denial is the point
	} {
		if err := checkPattern(test.pattern, classes); err != nil {
			t.Fatal(err)
		}
		if got := parsePattern(test.pattern, classes).in(newSentence(test.text, 0, len(test.text)), false); got != test.want {
			t.Errorf("%q in %q: %v, want %v", test.pattern, test.text, got, test.want)
		}
	}
}

func TestPatternErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		"":           "without a word",
		"a || b":     "without a word",
		"a|.. .. b":  "without a word",
		"a .. $none": `no words "$none"`,
	} {
		if err := checkPattern(pattern, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", pattern, err, want)
		}
	}
}

// Which words of a sentence a negation reaches.
func TestDenials(t *testing.T) {
	for _, test := range []struct{ text, word, want string }{
		{"We did not use a queue.", "queue", "denied"},
		{"We didn’t use a queue.", "queue", "denied"},
		{"We never had retries, breakers or timeouts.", "timeouts", "denied"},
		{"Retries were never limited.", "retries", "denied"},
		{"Nobody looked at the lag.", "lag", "denied"},
		{"We took a table instead of a queue.", "queue", "denied"},
		{"We took a table instead of a queue.", "table", ""},
		{"Without a queue we lost events.", "queue", "denied"},
		{"Without a queue we lost events.", "events", ""},
		{"It is not a lock but a version.", "version", ""},
		{"We did not retry blindly, we backed off.", "backed", ""},
		{"Not only a queue.", "queue", ""},
		{"If the key isn't there we read the table.", "key", ""},
		{"If it fails we do not retry.", "retry", "denied"},
		{"I check that the version has not changed and bump it.", "version", ""},
		{"I check that the version has not changed and bump it.", "bump", ""},
		{"I don't know what happens when the cache is empty.", "cache", "denied"},
		{"I would build a prototype.", "prototype", "supposed"},
		{"I'd build a prototype.", "prototype", "supposed"},
		{"I'd built a prototype.", "prototype", ""},
		{"I always listen.", "listen", "supposed"},
		{"I built a prototype.", "prototype", ""},
	} {
		s := newSentence(test.text, 0, len(test.text))
		var at []span
		for i, w := range s.words {
			if w == test.word {
				at = []span{{i, i + 1}}
			}
		}
		got := ""
		switch {
		case s.denies(at, false):
			got = "denied"
		case s.denies(at, true):
			got = "supposed"
		}
		if got != test.want {
			t.Errorf("%q of %q is %q, want %q", test.word, test.text, got, test.want)
		}
	}
}
