package prep

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
)

const strongAnswer = `I would first ask what we are protecting and how many tenants there are; at my last company it was 4,000 API keys and
20,000 requests per second. I chose a token bucket over a fixed window, since a fixed window lets twice the limit through at its edge.
The counters live in Redis and a Lua script takes the token, so reading and taking are atomic. When Redis is down we fail open for reads with a local
fallback, and fail closed for the login endpoint. Clients get 429 with Retry-After. We ran it in shadow mode for two weeks, with rejected
requests per tenant on a dashboard. In the end, support tickets about slow responses fell from 30 a week to 4.`

func TestAnswer(t *testing.T) {
	l := testLibrary(t)
	for _, test := range []struct {
		name, question, text string
		verdict              Verdict
		covered              string
	}{
		{"strong", "rate-limiter", strongAnswer, Strong,
			"requirements-first algorithm shared-or-local atomic-update fail-open-or-closed response operate"},
		{"partial", "rate-limiter", "I would keep a token bucket for each tenant in Redis. When it is empty the client gets a 429.", Partial,
			"algorithm shared-or-local response"},
		{"thin", "rate-limiter", "I would use a token bucket and tune it over time.", Thin, "algorithm"},
		{"a list of keywords is no strong answer", "rate-limiter", "Token bucket, Redis, Lua, fail open, 429, shadow mode, requirements.", Partial,
			"requirements-first algorithm shared-or-local atomic-update fail-open-or-closed response operate"},
		{"negated", "rate-limiter", "I would not use a token bucket, nor Redis. We never returned 429. There was no shadow mode and nobody asked about the requirements. It doesn't need to be atomic.", OffTopic, ""},
		{"off topic", "rate-limiter", "My favorite dish is onion soup. Slice five onions thinly and let them turn brown in butter for an hour.", OffTopic, ""},
		{"the scope of a negation ends with its clause", "payment-idempotency", "We did not trust the client, so a unique constraint on the key refuses the second one.", Thin, "atomic-claim"},
		{"a negation may belong to the phrase", "slow-dependency", "During the incident we allow no retries at all.", Thin, "retries"},
		{"not only is no negation", "api-versioning", "We not only ran contract tests, we ran them on every commit.", Thin, "checked-by-machine"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := l.Answer(test.question, test.text)
			if err != nil {
				t.Fatal(err)
			}
			var covered []string
			for _, p := range a.Points {
				if len(p.Evidence) > 0 {
					covered = append(covered, p.Point.ID)
				}
				for _, e := range p.Evidence {
					if !strings.Contains(test.text, e) {
						t.Errorf("the evidence %q is not in the answer", e)
					}
				}
			}
			if got := strings.Join(covered, " "); got != test.covered || a.Verdict != test.verdict {
				t.Errorf("%s: %s\nwant %s: %s", a.Verdict, got, test.verdict, test.covered)
			}
		})
	}
}

// The words of the points are those in which the framework speaks of them.
func TestFrameworkIsAnAnswer(t *testing.T) {
	l := testLibrary(t)
	for id, q := range l.questions {
		a, err := l.Answer(id, q.FrameworkText)
		if err != nil {
			t.Fatal(err)
		}
		covered := 0
		for _, p := range a.Points {
			if len(p.Evidence) > 0 {
				covered++
			}
		}
		if 2*covered < len(q.Points) {
			t.Errorf("%s: the framework covers %d of %d points", id, covered, len(q.Points))
		}
	}
}

func TestAnswerErrors(t *testing.T) {
	l := testLibrary(t)
	if _, err := l.Answer("knots", "A bowline."); !errors.Is(err, ErrQuestion) {
		t.Errorf("unknown question: %v", err)
	}
	if _, err := l.Answer("rate-limiter", " \n… "); !errors.Is(err, ErrEmptyAnswer) {
		t.Errorf("no words: %v", err)
	}
}

func TestAnswerSpeakingTime(t *testing.T) {
	a, err := testLibrary(t).Answer("rate-limiter", strings.Repeat("word ", 173))
	if err != nil || a.Words != 173 || a.Seconds != 69 {
		t.Errorf("%d words, %d seconds, error %v; want 173 and 69", a.Words, a.Seconds, err)
	}
}

func TestStory(t *testing.T) {
	for _, test := range []struct {
		text string
		want Story
	}{
		{strongAnswer, Story{FirstPerson: true, Time: false, Figure: true, Outcome: true}},
		{"One night last winter I was paged.", Story{FirstPerson: true, Time: true}},
		{"Error rates dropped from 9 to 2 percent.", Story{Figure: true, Outcome: true}},
		{"It took forty minutes.", Story{Figure: true}},
		{"Answer with 429 or 503 and version v2.", Story{}},
		{"In March 2024 the import failed.", Story{Time: true}},
		{"One would use a cache; some teams do.", Story{}},
	} {
		if got := storyOf(test.text); got != test.want {
			t.Errorf("%.50s: %+v, want %+v", test.text, got, test.want)
		}
	}
}

func TestAnswerJSON(t *testing.T) {
	a, err := testLibrary(t).Answer("rate-limiter", strongAnswer)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema, Question, Verdict string
		Points                    []struct {
			ID, Text string
			Covered  bool
			Evidence []string
		}
		Story          map[string]bool
		Words, Seconds int
		FollowUps      []string `json:"follow_ups"`
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != "shortlist.answer/1" || got.Question != "rate-limiter" || got.Verdict != "strong" || got.Words != a.Words || got.Seconds != a.Seconds {
		t.Errorf("got %.200s", data)
	}
	i := slices.IndexFunc(a.Points, func(p AnswerPoint) bool { return p.Point.ID == "response" })
	if p := got.Points[i]; !p.Covered || !slices.Equal(p.Evidence, []string{"Clients get 429 with Retry-After."}) || p.Text == "" {
		t.Errorf("point %+v", p)
	}
	if len(got.FollowUps) != 2 || !got.Story["first_person"] || got.Story["time"] {
		t.Errorf("follow-ups %q, story %v", got.FollowUps, got.Story)
	}
}

// The sample answer of a neighboring field must not pass for this one.
func TestAnswerToAnotherQuestion(t *testing.T) {
	l := testLibrary(t)
	for _, id := range []string{"technical-disagreement", "database-performance", "inherited-service", "architecture-decision"} {
		a, err := l.Answer(id, strongAnswer)
		if err != nil {
			t.Fatal(err)
		}
		if a.Verdict == Strong {
			t.Errorf("an answer on rate limits is strong for %s: %+v", id, a.Points)
		}
	}
}

// Whatever is said, the evidence is a stretch of it, and the verdict follows
// from the points.
func FuzzAnswer(f *testing.F) {
	l, err := loaded()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(strongAnswer)
	f.Add("Not a token bucket; instead of")
	f.Add("429.\n\n429! \xff 429? ")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := l.Answer("rate-limiter", text)
		if err != nil {
			if !errors.Is(err, ErrEmptyAnswer) {
				t.Fatal(err)
			}
			return
		}
		covered := false
		for _, p := range a.Points {
			covered = covered || len(p.Evidence) > 0
			for _, e := range p.Evidence {
				if e == "" || !strings.Contains(text, e) {
					t.Errorf("evidence %q is not in %q", e, text)
				}
			}
		}
		if covered == (a.Verdict == OffTopic) {
			t.Errorf("verdict %s, covered %v", a.Verdict, covered)
		}
	})
}
