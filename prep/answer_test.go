package prep

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strconv"
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
			"requirements-first algorithm atomic-update fail-open-or-closed response operate"},
		{"partial", "rate-limiter", "I would keep a token bucket for each tenant, since a fixed window lets double the limit through. When it is empty the client gets a 429.", Partial,
			"algorithm response"},
		{"thin", "rate-limiter", "I would use a token bucket, which allows a short burst.", Thin, "algorithm"},
		{"a list of keywords says nothing", "rate-limiter", "Token bucket vs. fixed window, Redis, Lua, atomic, fail open, 429, Retry-After, shadow mode, requirements.", Thin, ""},
		{"negated", "rate-limiter", "I would not use a token bucket, nor Redis. We never returned 429. There was no shadow mode and nobody asked about the requirements. It doesn't need to be atomic.", Thin, ""},
		{"off topic", "rate-limiter", "My favorite dish is onion soup. Slice five onions thinly and let them turn brown in butter for an hour.", OffTopic, ""},
		{"the scope of a negation ends with its clause", "payment-idempotency", "We did not trust the client, so a unique constraint on the key refuses the second one.", Thin, "atomic-claim"},
		{"a negation may belong to the phrase", "slow-dependency", "During the incident we allow no retries at all.", Thin, "retries"},
		{"what follows from a condition may be denied", "payment-idempotency", "If the provider times out we have no way to ask for its status.", Thin, ""},
		{"a condition denies nothing", "caching-failure-modes", "If the key isn't there we read the database and store the row.", Thin, "cache-aside"},
		{"what one would do is no deed", "technical-disagreement", "If we disagreed I would build a prototype of both and measure them.", Thin, ""},
		{"two sentences may say a point together", "optimistic-vs-pessimistic-locking", "Two people open the same row, and both save. Whose change is lost?", Thin, "anomaly"},
		{"what should be there is not denied", "plan-that-destroys", "The database should have deletion protection.", Thin, "guardrails"},
		{"what should have been is denied", "plan-that-destroys", "We should have turned on deletion protection.", Thin, ""},
		{"not only is no negation", "api-versioning", "We not only ran contract tests, we ran them on every commit.", Thin, "checked-by-machine"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := l.Answer(test.question, test.text)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range a.Points {
				for _, e := range p.Evidence {
					if !strings.Contains(test.text, e) {
						t.Errorf("the evidence %q is not in the answer", e)
					}
				}
			}
			if got := strings.Join(covered(a), " "); got != test.covered || a.Verdict != test.verdict {
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
		if 2*a.Covered() < len(q.Points) {
			t.Errorf("%s: the framework covers %d of %d points", id, a.Covered(), len(q.Points))
		}
	}
}

// TestParaphrases holds single sentences, said in other words than a point,
// against their questions.
func TestParaphrases(t *testing.T) {
	l := testLibrary(t)
	data, err := os.ReadFile("testdata/paraphrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for line := range strings.Lines(string(data)) {
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		fields := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		question, point, text := fields[0], fields[1], fields[2]
		a, err := l.Answer(question, text)
		if err != nil {
			t.Fatal(err)
		}
		seen[question+" "+strconv.FormatBool(point != "-")]++
		if point == "-" && a.Covered() > 0 || point != "-" && !slices.Contains(covered(a), point) {
			t.Errorf("%s: %q covers %q, want %s", question, text, covered(a), point)
		}
	}
	backend, _ := l.Role("backend")
	for _, q := range backend.all() {
		if seen[q.ID+" true"] < 3 || seen[q.ID+" false"] < 2 {
			t.Errorf("%s: too few sentences", q.ID)
		}
	}
}

func covered(a Answer) []string {
	var ids []string
	for _, p := range a.Points {
		if p.Covered() {
			ids = append(ids, p.Point.ID)
		}
	}
	return ids
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
		{"A fixed window with the saved response.", Story{}},
		{"We fixed it, which saved us a server.", Story{Outcome: true}},
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
	if len(got.FollowUps) != 3 || !got.Story["first_person"] || got.Story["time"] {
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

// labeled is an answer with the points that a careful reader finds in it.
type labeled struct {
	question, kind string
	points         []string
	text           string
}

// readAnswers reads the answers of testdata.
func readAnswers(t *testing.T) []labeled {
	t.Helper()
	data, err := os.ReadFile("testdata/answers.txt")
	if err != nil {
		t.Fatal(err)
	}
	var answers []labeled
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		head, text, _ := strings.Cut(block, "\n")
		if head[0] == '#' {
			continue
		}
		of, points, _ := strings.Cut(head, ":")
		question, kind, _ := strings.Cut(of, " ")
		answers = append(answers, labeled{question, kind, strings.Fields(points), text})
	}
	return answers
}

// The answers to each question, by a reader's labels: the points agree, a strong
// answer covers more than a partial one and that more than fluent emptiness, and
// denials and talk of something else cover nothing.
func TestAgreement(t *testing.T) {
	const least = 0.97
	l := testLibrary(t)
	agree, points := 0, 0
	covers := map[string]map[string][]int{}
	for _, answer := range readAnswers(t) {
		a, err := l.Answer(answer.question, answer.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range answer.points {
			if !slices.ContainsFunc(a.Question.Points, func(p Point) bool { return p.ID == id }) {
				t.Fatalf("%s has no point %q", answer.question, id)
			}
		}
		for _, p := range a.Points {
			points++
			if p.Covered() == slices.Contains(answer.points, p.Point.ID) {
				agree++
			}
		}
		if covers[answer.question] == nil {
			covers[answer.question] = map[string][]int{}
		}
		covers[answer.question][answer.kind] = append(covers[answer.question][answer.kind], a.Covered())
		if n := a.Covered(); n > 0 && (answer.kind == "negated" || answer.kind == "off-topic") {
			t.Errorf("%s: the %s answer covers %q", answer.question, answer.kind, covered(a))
		}
	}
	if got := float64(agree) / float64(points); got < least {
		t.Errorf("%.3f of %d points agree with the reader, want %.2f", got, points, least)
	}
	for id := range l.questions {
		kinds := covers[id]
		for _, kind := range []string{"strong", "partial", "generic", "negated", "off-topic"} {
			if len(kinds[kind]) == 0 {
				t.Fatalf("%s has no %s answer", id, kind)
			}
		}
		if slices.Min(kinds["strong"]) <= slices.Max(kinds["partial"]) || slices.Min(kinds["partial"]) <= slices.Max(kinds["generic"]) {
			t.Errorf("%s: points covered %v", id, kinds)
		}
	}
}

// A list of keywords says nothing, however it is set.
func TestKeywordsSayNothing(t *testing.T) {
	l := testLibrary(t)
	for question, list := range map[string]string{
		"rate-limiter":            "token bucket, sliding window, Redis, Lua script, atomic increment, 429, Retry-After, fail open, shadow mode, burst capacity",
		"payment-idempotency":     "idempotency key, unique constraint, stored response, 409 conflict, timeout, status query, request hash, TTL, ledger, outbox",
		"webhook-pipeline":        "HMAC signature, durable queue, 200 response, at least once delivery, event id, dead letter queue, exponential backoff, partition key, consumer lag, reconciliation",
		"zero-downtime-migration": "expand and contract, dual writes, batch backfill, lock timeout, concurrent index, replication lag, checksums, shadow reads, feature flag",
		"slow-dependency":         "tracing, timeouts, limited retries, jitter, circuit breaker, bulkhead, fallback, cached value, status page, default deadlines",
		"p99-regression":          "rollback, deploy log, configuration changes, percentiles, slow traces, garbage collection, connection pool, lock contention, baseline, alert",
	} {
		for _, text := range []string{list, strings.ReplaceAll(list, ", ", "\n"), strings.ReplaceAll(list, ", ", " / "), "- " + strings.ReplaceAll(list, ", ", "\n- ")} {
			a, err := l.Answer(question, text)
			if err != nil {
				t.Fatal(err)
			}
			if a.Covered() > 0 {
				t.Errorf("%s: %.30q… covers %q", question, text, covered(a))
			}
		}
	}
}

// Follow-up questions probe what an answer leaves out.
func TestFollowUps(t *testing.T) {
	l := testLibrary(t)
	q, _ := l.Question("rate-limiter")
	for _, test := range []struct {
		text string
		want []string
	}{
		{strongAnswer, []string{q.Points[2].Ask, q.FollowUps[0], q.FollowUps[1]}},
		{"A limiter keeps the API healthy.", []string{q.Points[0].Ask, q.Points[1].Ask, q.FollowUps[0]}},
		{"A token bucket allows a burst, which a fixed window does not bound.", []string{q.Points[0].Ask, q.Points[2].Ask, q.FollowUps[0]}},
	} {
		a, err := l.Answer("rate-limiter", test.text)
		if err != nil || !slices.Equal(a.FollowUps, test.want) {
			t.Errorf("%.40s: %q, %v", test.text, a.FollowUps, err)
		}
	}
}

// Whatever the question, what an answer leaves out is asked before the questions
// that suppose a good one.
func TestFollowUpsOfAll(t *testing.T) {
	l := testLibrary(t)
	for _, answer := range readAnswers(t) {
		a, err := l.Answer(answer.question, answer.text)
		if err != nil {
			t.Fatal(err)
		}
		missing := slices.DeleteFunc(slices.Clone(a.Points), AnswerPoint.Covered)
		n := min(len(missing), followUpsAsked-1)
		for i := range n {
			if a.FollowUps[i] != missing[i].Point.Ask {
				t.Errorf("%s, %s: %q comes as %d, want %q", answer.question, answer.kind, a.FollowUps[i], i+1, missing[i].Point.Ask)
			}
		}
		if len(a.FollowUps) != min(followUpsAsked, n+len(a.Question.FollowUps)) || a.FollowUps[n] != a.Question.FollowUps[0] {
			t.Errorf("%s, %s: %q", answer.question, answer.kind, a.FollowUps)
		}
	}
}

func BenchmarkAnswer(b *testing.B) {
	l, err := loaded()
	if err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string]string{"answer": strongAnswer, "endless": strings.Repeat("we retry the same key ", 900)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := l.Answer("payment-idempotency", text); err != nil {
					b.Fatal(err)
				}
			}
		})
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
		if covered && a.Verdict == OffTopic {
			t.Errorf("verdict %s, covered %v", a.Verdict, covered)
		}
	})
}
