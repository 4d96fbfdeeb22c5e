package scorer

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"shortlist/parser"
)

// longResume is a resume of two pages with some of everything.
func longResume() string {
	var b strings.Builder
	b.WriteString("Mara Lindqvist\nmara@example.com | +1 415 555 0134 | Portland, OR\n\nSummary\nBackend engineer, eight years in Go and PostgreSQL.\n\nExperience\n")
	for job := range 4 {
		fmt.Fprintf(&b, "Senior Backend Engineer, Northwind %d\nMar %d - Feb %d\n", job, 2020-2*job, 2022-2*job)
		for range 3 {
			b.WriteString("- Cut p99 latency of the search API from 900 ms to 120 ms by caching hot rows in Redis.\n" +
				"- Moved 400 million rows from MySQL to PostgreSQL in batches while orders kept flowing.\n" +
				"- Carried the pager and wrote the runbooks for the Kafka consumers of the billing service.\n" +
				"- Mentored two junior engineers and reviewed their code every week with the product manager.\n" +
				"- Deployed the service to Kubernetes with Terraform, canaries and automated rollback.\n")
		}
	}
	b.WriteString("\nSkills\nGo, Java, PostgreSQL, Redis, Kafka, Docker, Kubernetes, AWS, Terraform, gRPC\n\nEducation\nBSc Computer Science, Lakeside University, 2010 - 2013\n")
	return b.String()
}

// theScorer serves all tests: reading the rules takes longer than most of them.
var theScorer = sync.OnceValues(New)

func newScorer(t testing.TB) *Scorer {
	t.Helper()
	s, err := theScorer()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ranks finds the levels alone, without the structure checks.
func ranks(t testing.TB, s *Scorer, resume string) []Level {
	t.Helper()
	doc := parser.FromText(resume)
	found, err := s.matcher.find(doc, quantities{})
	if err != nil {
		t.Fatal(err)
	}
	levels := make([]Level, len(s.rules.Signals))
	for i, g := range s.matcher.grade(doc, found.mentions) {
		levels[i] = g.level
	}
	return levels
}

// paid returns the evidence points of a role for the levels of all signals, in
// hundredths.
func paid(r *role, levels []Level) int {
	return total(r.shares(each(r.signals, func(x roleSignal) Level { return levels[x.number] })))
}

func levelsOf(t testing.TB, s *Scorer, resume string) map[string]Level {
	t.Helper()
	out := make(map[string]Level)
	for i, l := range ranks(t, s, resume) {
		out[s.rules.Signals[i].ID.string] = l
	}
	return out
}

// frame puts a line into a section of the resume of a backend engineer whose
// other lines show nothing.
func frame(section, line string) string {
	parts := map[string]string{"summary": "Engineer.", "bullet": "Joined the company.", "list": "Git, Linux, HTML, jQuery, Maven, Jira"}
	mark := map[string]string{"summary": "Summary\n%s\n", "bullet": "Experience\nBackend Engineer, Northwind\nMar 2019 - Feb 2022\n- Joined the company.\n- %s\n", "list": "Skills\nGit, Linux, HTML, jQuery, Maven, Jira\n%s\n"}
	var b strings.Builder
	b.WriteString("Mara Lindqvist\nmara@example.com | +1 415 555 0134 | Portland, OR\n")
	for _, s := range []string{"summary", "bullet", "list"} {
		text := parts[s]
		if s == section {
			text = line
		}
		fmt.Fprintf(&b, mark[s], text)
	}
	return b.String()
}

// lineTest says what one line of a resume shows of one signal.
type lineTest struct {
	signal  string
	section string // summary, bullet or list
	line    string
	want    Level
}

// readLine is a line of a file of lines.
type readLine struct {
	lineTest
	also []string // other signals that a line shows that is absent
}

var lineTests = []lineTest{
	{"backend-language", "bullet", "Wrote the order service in Go and its tools in Python.", Shown},
	{"backend-language", "bullet", "Rewrote the matcher in Rust, which cut its memory from 4 GB to 600 MB.", Measured},
	{"backend-language", "list", "Java, Kotlin, C#", Named},
	{"backend-language", "summary", "Engineer with eight years in Java.", Named},
	{"backend-language", "bullet", "Led the go to market plan with sales.", Absent},
	{"backend-language", "bullet", "Improved grade C results of the rust treatment line.", Absent},
	{"backend-language", "bullet", "Prepared the go-live and the hand-over.", Absent},
	{"backend-language", "summary", "Looking to learn Rust and Elixir.", Absent},
	{"backend-language", "bullet", "Recruited Java and Python developers for clients.", Absent},

	{"rate-limiting", "bullet", "Moved 90 million rows in throttled batches and kept writes flowing.", Absent},
	{"rate-limiting", "bullet", "Ran the backfill with throttling, at 500 requests a second.", Absent},
	{"rate-limiting", "bullet", "Throttled API clients that sent over 600 requests a minute.", Measured},
	{"payments", "bullet", "Built the payment API that recharges an account which falls below $3.", Shown},
	{"payments", "bullet", "Built the job that collects card payments of the shop once in 15 minutes through the Stripe API.", Shown},
	{"payments", "bullet", "Wrote the payment API, and failed charges fell below 2%.", Measured},
	{"payments", "bullet", "Worked in the credit card process of a bank.", Absent},
	{"backend-language", "bullet", "Moved the order services to Java 17 in 2022.", Shown},
	{"observability", "bullet", "Got exposure with Prometheus and Grafana in a course.", Named},

	{"caching", "list", "Redis, PostgreSQL", Named},
	{"caching", "bullet", "Wrote the shop in Kotlin, PostgreSQL, Redis with 2,100 users a week.", Named},
	{"payments", "bullet", "Sent rainfall payouts to 40 counties.", Absent},
	{"api-design", "bullet", "Search API over 30 bus lines, 2,000 requests a second at Easter.", Measured},
	{"auth-security", "bullet", "Set up workflows, permissions and notifications for users in Jira.", Absent},

	{"backend-language", "list", "Bakare, A. O. and Eze, C. (2021). Drought response of cowpea.", Absent},
	{"backend-language", "list", "Python, C.", Named},
	{"relational-database", "bullet", "Maintained the customer’s database with feedback.", Absent},

	{"web-framework", "bullet", "Built the partner portal with Django and Celery.", Shown},
	{"web-framework", "bullet", "Wrote REST endpoints in Java and Spring.", Shown},
	{"web-framework", "bullet", "Moved 60 routes from Express to NestJS.", Measured},
	{"web-framework", "list", "Laravel, Symfony", Named},
	{"web-framework", "bullet", "Joined the project in Spring 2021.", Absent},
	{"web-framework", "bullet", "Arranged express shipping of test devices.", Absent},
	{"web-framework", "bullet", "Kept the project on the rails.", Absent},

	{"relational-database", "bullet", "Stored orders in PostgreSQL, one schema for each region.", Shown},
	{"relational-database", "bullet", "Moved 40 tables from Oracle to Postgres.", Measured},
	{"relational-database", "list", "MySQL, SQL Server", Named},
	{"relational-database", "bullet", "Was seen as the oracle of the team.", Absent},
	{"relational-database", "bullet", "No SQL beyond reading reports.", Absent},

	{"nosql-store", "bullet", "Kept sessions in DynamoDB.", Shown},
	{"nosql-store", "bullet", "Ran a MongoDB cluster of 2 billion documents.", Measured},
	{"nosql-store", "list", "Cassandra, Neo4j", Named},
	{"nosql-store", "list", "Redis", Named},
	{"nosql-store", "bullet", "Worked with Cassandra Lee on the roadmap.", Absent},

	{"caching", "bullet", "Put a Redis cache with a short TTL before the catalog.", Shown},
	{"caching", "bullet", "Raised the cache hit rate from 60% to 94%.", Measured},
	{"caching", "bullet", "Nine in ten lookups never reach the database since hot rows are kept in memory.", Measured},
	{"caching", "list", "Redis, Memcached", Named},
	{"caching", "bullet", "Found a cache of old invoices in the basement.", Absent},

	{"data-modeling", "bullet", "Designed the database schema of the booking service.", Shown},
	{"data-modeling", "bullet", "Partitioned the events table by month, 3 billion rows.", Measured},
	{"data-modeling", "list", "Data modeling, sharding", Named},
	{"data-modeling", "bullet", "Partitioned the office with new walls.", Absent},

	{"query-tuning", "bullet", "Read execution plans and added the missing composite index.", Shown},
	{"query-tuning", "bullet", "Rewrote the report query, from 40 seconds to 300 ms.", Measured},
	{"query-tuning", "summary", "Good at slow queries and query plans.", Named},
	{"query-tuning", "bullet", "Beat the stock index by choosing well.", Absent},

	{"schema-migration", "bullet", "Split the customers table in batches while it stayed live.", Shown},
	{"schema-migration", "bullet", "Backfilled 900 million rows without downtime.", Measured},
	{"schema-migration", "list", "Flyway, Liquibase", Named},
	{"schema-migration", "bullet", "Wrote a study of bird migration.", Absent},

	{"transactions-locking", "bullet", "Fixed a deadlock between two transactions that updated the same rows.", Shown},
	{"transactions-locking", "bullet", "Added optimistic locking; lost updates fell from 30 a week to none.", Measured},
	{"transactions-locking", "bullet", "Two buyers can no longer reserve the same seat.", Shown},
	{"transactions-locking", "bullet", "Broke the deadlock in the negotiations with the union.", Absent},
	{"transactions-locking", "bullet", "Processed bank transactions at the counter.", Absent},

	{"concurrency", "bullet", "Moved the import to a worker pool of goroutines.", Shown},
	{"concurrency", "bullet", "Ran the batches across eight workers, from 4 hours to 35 minutes.", Measured},
	{"concurrency", "list", "Multithreading", Named},
	{"concurrency", "bullet", "Followed the thread of e-mails.", Absent},

	{"messaging", "bullet", "Consumed order events from Kafka.", Shown},
	{"messaging", "bullet", "Moved 3 million webhook events a day to RabbitMQ.", Measured},
	{"messaging", "list", "SQS, NATS", Named},
	{"messaging", "bullet", "Opened a new stream of revenue.", Absent},
	{"messaging", "bullet", "Shortened the queue of customers at the counter.", Absent},
	{"messaging", "bullet", "Wrote dashboards for a team that ran Kafka.", Absent},

	{"delivery-guarantees", "bullet", "Made the consumers idempotent and added a dead letter queue.", Shown},
	{"delivery-guarantees", "bullet", "Requests that arrive twice no longer charge twice.", Shown},
	{"delivery-guarantees", "bullet", "Retries with backoff cut failed deliveries by 80%.", Measured},
	{"delivery-guarantees", "bullet", "Called customers again until they paid.", Absent},

	{"payments", "bullet", "Integrated Stripe for subscription billing.", Shown},
	{"payments", "bullet", "Built the payout service that moves $4M a month.", Measured},
	{"payments", "bullet", "Owned the checkout service.", Shown},
	{"payments", "bullet", "Chased payments of late invoices by phone.", Absent},

	{"api-design", "bullet", "Designed the public REST API for partners.", Shown},
	{"api-design", "bullet", "Built a gRPC API that serves 5,000 requests per second.", Measured},
	{"api-design", "list", "GraphQL, OpenAPI", Named},
	{"api-design", "bullet", "Helped the rest of the team.", Absent},

	{"api-lifecycle", "bullet", "Introduced API versioning and contract tests with Pact.", Shown},
	{"api-lifecycle", "bullet", "Kept v1 working while 40 partners moved to v2.", Measured},
	{"api-lifecycle", "bullet", "Kept the tools in versioned folders.", Absent},

	{"rate-limiting", "bullet", "Added a token bucket for each tenant.", Shown},
	{"rate-limiting", "bullet", "Throttled noisy clients, which cut errors by 70%.", Measured},
	{"rate-limiting", "bullet", "Met the annual sales quota.", Absent},

	{"auth-security", "bullet", "Added OAuth sign-in and role-based access.", Shown},
	{"auth-security", "bullet", "Brought single sign-on to 20 internal systems.", Measured},
	{"auth-security", "list", "JWT, SSO", Named},
	{"auth-security", "bullet", "Collected insurance authorization from patients.", Absent},

	{"service-architecture", "bullet", "Carved billing out of the monolith into a service.", Shown},
	{"service-architecture", "bullet", "Split the monolith into nine services.", Measured},
	{"service-architecture", "list", "Microservices", Named},
	{"service-architecture", "bullet", "Gave friendly service to every guest.", Absent},

	{"architecture-decision", "bullet", "Wrote the design document and chose PostgreSQL over DynamoDB.", Shown},
	{"architecture-decision", "bullet", "Led the design of the event platform.", Shown},
	{"architecture-decision", "bullet", "Chose the menu for the party.", Absent},

	{"distributed-consistency", "bullet", "Introduced sagas for orders that span three services.", Shown},
	{"distributed-consistency", "bullet", "Kept two services in step with an outbox; drift fell from 200 orders a day to zero.", Measured},
	{"distributed-consistency", "list", "CQRS, event sourcing", Named},
	{"distributed-consistency", "bullet", "Reached consensus in the meeting.", Absent},

	{"incident-response", "bullet", "Took the pager one week in four.", Shown},
	{"incident-response", "bullet", "Cut time to recovery from 90 minutes to 20.", Measured},
	{"incident-response", "list", "PagerDuty", Named},
	{"incident-response", "bullet", "No on-call and no incidents in this role.", Absent},
	{"incident-response", "bullet", "Reported a safety incident to the site manager.", Absent},

	{"resilience", "bullet", "Put a circuit breaker and timeouts before the tax provider.", Shown},
	{"resilience", "bullet", "Rehearsed failover, from 40 minutes to 3.", Measured},
	{"resilience", "bullet", "Handled the redundancy of ten staff.", Absent},

	{"observability", "bullet", "Added traces and alerts to each service with OpenTelemetry.", Shown},
	{"observability", "bullet", "Cut noisy alerts from 300 a week to 12 with Prometheus.", Measured},
	{"observability", "list", "Grafana, Datadog", Named},
	{"observability", "bullet", "Set alerts on p99 above 500 ms in Grafana.", Shown},
	{"observability", "bullet", "Supported engineers who used Datadog.", Absent},

	{"latency-performance", "bullet", "Profiled the CPU of the search service.", Shown},
	{"latency-performance", "bullet", "The nightly import fell from six hours to forty minutes.", Measured},
	{"latency-performance", "bullet", "Cut p99 from 900 ms to 120 ms.", Measured},
	{"latency-performance", "bullet", "Improved sales performance of the store.", Absent},

	{"scale", "bullet", "Ran a service with 12,000 requests per second.", Measured},
	{"scale", "bullet", "Stored two billion rows.", Measured},
	{"scale", "summary", "Built systems for 3 million users.", Named},
	{"scale", "bullet", "Worked in a team of 6 engineers since 2019.", Absent},

	{"reliability-targets", "bullet", "Defined SLOs and error budgets with product.", Shown},
	{"reliability-targets", "bullet", "Held the API at 99.95% uptime.", Measured},
	{"reliability-targets", "list", "SLO, SLI", Named},
	{"reliability-targets", "bullet", "Checked the availability of meeting rooms.", Absent},

	{"cloud", "bullet", "Moved the service to AWS Lambda and S3.", Shown},
	{"cloud", "bullet", "Cut the AWS bill by 30% with spot instances.", Measured},
	{"cloud", "list", "AWS, GCP", Named},
	{"cloud", "bullet", "Photographed clouds.", Absent},

	{"containers", "bullet", "Packaged the services with Docker and Helm charts.", Shown},
	{"containers", "bullet", "Ran 300 pods on three Kubernetes clusters.", Measured},
	{"containers", "bullet", "Loaded ship containers at the port.", Absent},
	{"containers", "bullet", "The platform team ran Kubernetes.", Absent},
	{"containers", "summary", "Familiar with Kubernetes.", Named},

	{"infrastructure-as-code", "bullet", "Described the network in Terraform.", Shown},
	{"infrastructure-as-code", "bullet", "Brought 90% of the resources under Terraform.", Measured},
	{"infrastructure-as-code", "bullet", "Head chef of the canteen kitchen.", Absent},

	{"delivery", "bullet", "Set up CI/CD with GitHub Actions and canary releases.", Shown},
	{"delivery", "bullet", "Cut deploy time from 42 minutes to 9.", Measured},
	{"delivery", "list", "Jenkins, Argo CD", Named},
	{"delivery", "bullet", "Filled the sales pipeline with new leads.", Absent},

	{"testing", "bullet", "Wrote unit and integration tests for the booking flow.", Shown},
	{"testing", "bullet", "Raised test coverage from 30% to 85%.", Measured},
	{"testing", "list", "JUnit, pytest", Named},
	{"testing", "bullet", "Tested soil and concrete on site.", Absent},

	{"legacy", "bullet", "Took over a ten-year-old service without tests.", Shown},
	{"legacy", "bullet", "Retired the legacy batch system, saving 200 hours a month.", Measured},
	{"legacy", "bullet", "Managed legacy giving by donors.", Absent},

	{"documentation", "bullet", "Wrote runbooks and the onboarding guide.", Shown},
	{"documentation", "bullet", "Wrote API documentation that cut support tickets by half.", Measured},
	{"documentation", "bullet", "Prepared customs documentation for exports.", Absent},

	{"collaboration", "bullet", "Reviewed code and agreed the contract with the mobile team.", Shown},
	{"collaboration", "bullet", "Worked with product managers of three teams.", Shown},
	{"collaboration", "summary", "Used to cross-functional teams.", Named},
	{"collaboration", "bullet", "Joined the company choir.", Absent},

	{"mentoring", "bullet", "Mentored junior engineers through pairing.", Shown},
	{"mentoring", "bullet", "Led a team of 5 engineers.", Measured},
	{"mentoring", "bullet", "Mentored children at the youth club.", Absent},

	{"ownership", "bullet", "Owned the search service end to end, roadmap and operation.", Shown},
	{"ownership", "bullet", "Owned the library that 22 teams use.", Measured},
	{"ownership", "bullet", "Worked for a family owned shop.", Absent},

	// What the deed was done with shares its level; what is told beside it does not.
	{"caching", "bullet", "Cut p99 by 60% by adding a Redis cache.", Measured},
	{"backend-language", "bullet", "Cut the import from 4 hours to 20 minutes using Java.", Measured},
	{"caching", "bullet", "Introduced a cache before the catalog. Page loads fell from 3 s to 400 ms.", Measured},
	{"documentation", "bullet", "Cut p99 by 60% and wrote the runbook.", Shown},
	{"containers", "bullet", "Cut p99 by 60% while the services moved to Kubernetes.", Shown},
	{"testing", "bullet", "Wrote integration tests, and cut p99 by 60%.", Measured},
	{"messaging", "bullet", "Moved events to Kafka in a two-week trial.", Shown},
	{"backend-language", "bullet", "Upgraded 3 services from Java 8 to Java 17.", Shown},
	{"auth-security", "bullet", "Brought the payment flow under ISO 27001 with OAuth.", Shown},
	{"caching", "bullet", "Cached sessions in Redis with a TTL of 15 minutes.", Shown},

	// Negation, wish, knowledge, other people's work.
	{"messaging", "bullet", "Had no experience with RabbitMQ, NATS or Kafka.", Absent},
	{"messaging", "bullet", "Did not move to Kafka, but built the outbox on RabbitMQ.", Shown},
	{"messaging", "bullet", "Moved to Kafka without downtime.", Shown},
	{"messaging", "summary", "Eager to learn Kafka.", Absent},
	{"messaging", "summary", "Exposure to Kafka.", Named},
	{"messaging", "bullet", "Built the API for a company that runs Kafka.", Absent},
	{"messaging", "bullet", "Led a team that ran Kafka.", Shown},
	{"messaging", "bullet", "Sold Kafka licenses to banks.", Absent},
	{"containers", "bullet", "Kubernetes was operated by the platform team.", Absent},
	{"backend-language", "list", "Machine learning, Python", Named},

	// Somebody else's work.
	{"containers", "bullet", "Joined a team that ran Kubernetes.", Absent},
	{"containers", "bullet", "Joined the platform team and ran Kubernetes.", Shown},
	{"containers", "bullet", "Joined the team that owns Kafka and moved it to Kubernetes.", Shown},
	{"containers", "bullet", "Part of a team that ran Kafka on Kubernetes.", Named},
	{"containers", "bullet", "Led a team that ran Kafka on Kubernetes.", Shown},
	{"incident-response", "bullet", "Joined a team that ran incident response and wrote postmortems.", Absent},
	{"incident-response", "bullet", "The rest of the team was on call for the billing service.", Absent},
	{"payments", "bullet", "The rest of the team was on call for the billing service.", Absent},
	{"incident-response", "bullet", "Worked alongside SREs who ran the on-call rotation.", Absent},
	{"incident-response", "bullet", "The platform team was on call.", Absent},
	{"incident-response", "bullet", "The other engineers carried the pager and wrote postmortems.", Absent},
	{"messaging", "summary", "Looking to learn Kafka and incident response; the rest of the team at Northwind was on call.", Absent},
	{"incident-response", "summary", "Looking to learn Kafka and incident response; the rest of the team at Northwind was on call.", Absent},
	{"schema-migration", "bullet", "The platform team migrated 40 tables to PostgreSQL.", Absent},
	{"messaging", "bullet", "Mentored the rest of the team on Kafka.", Shown},
	{"backend-language", "bullet", "Built the service in Go, while the rest of the team was on call.", Shown},
	{"latency-performance", "bullet", "Moved customers who used the old API and cut their p99 to 20 ms.", Measured},

	// The same words in another sense.
	{"testing", "bullet", "Ran usability tests with twelve users of the shop.", Absent},
	{"testing", "list", "Usability testing", Absent},
	{"testing", "bullet", "Ran integration tests with twelve suppliers.", Measured},
	{"payments", "bullet", "Built a website of homes with easy down payments.", Absent},
	{"payments", "bullet", "Wrote the page of the down payment options of the dealer.", Absent},
	{"payments", "bullet", "Built a website of homes with online payments.", Shown},
	{"api-design", "bullet", "Marked up the pages for the accessibility APIs of the browser.", Absent},
	{"resilience", "bullet", "Replaced a circuit breaker in the electrical panel of the office.", Absent},
	{"resilience", "bullet", "Put a circuit breaker between the shop and the price service.", Shown},
	{"backend-language", "bullet", "Traveled to the island of Java after the release.", Absent},
	{"backend-language", "bullet", "Reported to Ruby Johnson.", Absent},
	{"relational-database", "bullet", "Gave everybody access to the building.", Absent},
	{"messaging", "bullet", "Worked through a stream of questions.", Absent},
	{"delivery", "bullet", "Inspected the gas pipeline.", Absent},
	{"cloud", "bullet", "Azure skies on the poster.", Absent},
	{"schema-migration", "bullet", "Studied the migration of birds.", Absent},
	{"resilience", "bullet", "Played backup goalkeeper.", Absent},
	{"legacy", "bullet", "Honored the legacy of the founder.", Absent},
	{"payments", "bullet", "Left a job with a late payment.", Absent},
}

func TestLines(t *testing.T) {
	s := newScorer(t)
	tested := make(map[string]int)
	for _, c := range lineTests {
		tested[c.signal]++
		if got := levelsOf(t, s, frame(c.section, c.line))[c.signal]; got != c.want {
			t.Errorf("%s: %s, want %s: %s", c.signal, got, c.want, c.line)
		}
	}
	for _, c := range roleLineTests {
		tested[c.signal]++
	}
	for _, r := range s.Rules() {
		if tested[r.ID] < 3 {
			t.Errorf("%s has %d lines of test", r.ID, tested[r.ID])
		}
	}
}

// linesPerSignal is how many lines the file of a signal has at least.
const linesPerSignal = 24

// readLines reads testdata/lines: a file for each signal, named for its id,
// and a line for each line of a resume, what it shows of the signal, and why:
//
//	level | the line | why
//
// The levels are absent, named, shown and measured. The line is a bullet of an
// entry, or stands where the level says: "named list", "absent summary". A line
// that is absent shows no other signal either, but for those of a fourth field.
func readLines(t *testing.T) []readLine {
	t.Helper()
	files, err := filepath.Glob("testdata/lines/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []readLine
	for _, file := range files {
		lines := readLinesOf(t, file, strings.TrimSuffix(filepath.Base(file), ".txt"))
		if len(lines) < linesPerSignal {
			t.Errorf("%s has %d lines", file, len(lines))
		}
		out = append(out, lines...)
	}
	return out
}

// readLinesOf reads the file of lines of one signal.
func readLinesOf(t *testing.T, file, signal string) []readLine {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	levels := map[string]Level{"absent": Absent, "named": Named, "shown": Shown, "measured": Measured}
	var out []readLine
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		parts := strings.Split(line, "|")
		name, section, _ := strings.Cut(strings.TrimSpace(parts[0]), " ")
		switch level, ok := levels[name]; {
		case line == "" || line[0] == '#':
		case (len(parts) == 3 || len(parts) == 4) && ok:
			c := readLine{lineTest: lineTest{signal, cmp.Or(section, "bullet"), strings.TrimSpace(parts[1]), level}}
			if len(parts) == 4 {
				c.also = strings.Fields(parts[3])
			}
			out = append(out, c)
		default:
			t.Fatalf("%s: cannot read %q", file, line)
		}
	}
	return out
}

// What each signal is shown by, in words of everyday life too, and by what not.
func TestLinesOfSignals(t *testing.T) {
	s := newScorer(t)
	lines := readLines(t)
	for _, r := range s.Rules()[:s.rules.shared] { // the others have theirs in roles_test.go
		if !slices.ContainsFunc(lines, func(c readLine) bool { return c.signal == r.ID && c.want > Absent }) ||
			!slices.ContainsFunc(lines, func(c readLine) bool { return c.signal == r.ID && c.want == Absent }) {
			t.Errorf("%s has no line that shows it or none that does not", r.ID)
		}
	}
	frames := make(map[string]map[string]Level)
	for _, c := range lines {
		levels := levelsOf(t, s, frame(c.section, c.line))
		if levels[c.signal] != c.want {
			t.Errorf("%s: %s, want %s: %s", c.signal, levels[c.signal], c.want, c.line)
		}
		if c.want > Absent {
			continue
		}
		if frames[c.section] == nil {
			frames[c.section] = levelsOf(t, s, frame(c.section, "."))
		}
		for id, level := range levels {
			if more := level > frames[c.section][id]; more != slices.Contains(c.also, id) {
				t.Errorf("%s: a line that shows no %s, and also %v: %s is %s", c.line, c.signal, c.also, id, level)
			}
		}
	}
}

// reportOf checks a resume given as text.
func reportOf(t testing.TB, s *Scorer, resume string, o Options) *Report {
	t.Helper()
	r, err := s.Check(parser.FromText(resume), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSums(t *testing.T) {
	s := newScorer(t)
	for _, resume := range []string{"", "Mara Lindqvist", longResume(), frame("list", "Go, Java, Kafka")} {
		r := reportOf(t, s, resume, Options{})
		sum, most := 0, 0
		for _, f := range r.Findings {
			sum, most = sum+cents(f.Points), most+cents(f.Max)
		}
		evidence := 0
		for _, x := range r.Signals {
			sum, most, evidence = sum+cents(x.Points), most+cents(x.Max), evidence+cents(x.Max)
		}
		if r.Score != (sum+50)/100 {
			t.Errorf("the score is %d, the sum of its parts %d hundredths", r.Score, sum)
		}
		if evidence != 4000 || most != 10000 {
			t.Errorf("evidence can give %d hundredths and everything %d", evidence, most)
		}
		if r.Recoverable < 0 || r.Score+r.Recoverable > 100 {
			t.Errorf("score %d, recoverable %d", r.Score, r.Recoverable)
		}
		byCategory := 0
		for _, c := range r.Categories {
			byCategory += cents(c.Points)
		}
		if byCategory != sum {
			t.Errorf("the categories give %d hundredths, the parts %d", byCategory, sum)
		}
		whole := 0
		for _, c := range r.Categories {
			whole += c.Whole
			if c.Whole > cents(c.Max)/100 || cents(c.Points)-100*c.Whole >= 100 || 100*c.Whole-cents(c.Points) >= 100 {
				t.Errorf("%s: %v points are rounded to %d", c.ID, c.Points, c.Whole)
			}
		}
		if whole != r.Score {
			t.Errorf("the rounded categories give %d, the score is %d", whole, r.Score)
		}
		if evidence := r.Categories[slices.IndexFunc(r.Categories, func(c Category) bool { return c.ID == "evidence" })]; evidence.Points == 0 && r.Grade != "start" {
			t.Errorf("the grade without evidence is %s", r.Grade)
		}
		if len(r.Gaps)+len(r.Claims) != len(r.Signals) {
			t.Errorf("%d gaps and %d claims of %d signals", len(r.Gaps), len(r.Claims), len(r.Signals))
		}
	}
}

// The evidence is what the document says, to the letter.
func TestEvidence(t *testing.T) {
	s := newScorer(t)
	doc := parser.FromText(longResume())
	r, err := s.Check(doc, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Signals {
		if (x.Level == Absent) != (len(x.Evidence) == 0) || len(x.Evidence) > maxEvidence {
			t.Errorf("%s is %s with %d lines of evidence", x.ID, x.Level, len(x.Evidence))
		}
		for _, e := range x.Evidence {
			if doc.Lines[e.Line].Text != e.Quote {
				t.Errorf("%s quotes %q, the line says %q", x.ID, e.Quote, doc.Lines[e.Line].Text)
			}
			for _, w := range e.Words {
				if !strings.Contains(e.Quote, w) {
					t.Errorf("%s marks %q, which is not in %q", x.ID, w, e.Quote)
				}
			}
		}
	}
}

// What stands on two lines is quoted by the line that holds most of it.
func TestEvidenceOfSeveralLines(t *testing.T) {
	lines := []string{"Built the ledger and put a circuit", "breaker before the tax provider."}
	doc := &parser.Document{
		Lines: []parser.Line{{ID: 0, Page: 1, Text: lines[0]}, {ID: 1, Page: 1, Text: lines[1]}},
		Statements: []parser.Statement{{
			Text: strings.Join(lines, " "), Lines: []int{0, 1}, Section: parser.Experience, Role: parser.RoleBullet, Job: 0, Project: -1,
		}},
		Jobs: []parser.Job{{Title: "Backend Engineer"}},
	}
	r, err := newScorer(t).Check(doc, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Signals {
		if x.ID != "resilience" {
			continue
		}
		if len(x.Evidence) != 1 || x.Evidence[0].Quote != lines[0] || x.Evidence[0].Context != strings.Join(lines, " ") {
			t.Fatalf("evidence %+v", x.Evidence)
		}
		if got := strings.Join(x.Evidence[0].Words, "|"); got != "circuit" {
			t.Errorf("marks %q", got)
		}
	}
}

func TestRole(t *testing.T) {
	_, err := newScorer(t).Check(parser.FromText("Mara Lindqvist"), Options{Role: "chef"})
	if !errors.Is(err, ErrRole) {
		t.Errorf("err = %v, want ErrRole", err)
	}
}

// evidenceLines are lines of which resumes are put together at random.
func evidenceLines() []string {
	var out []string
	for _, c := range lineTests {
		if c.section == "bullet" {
			out = append(out, c.line)
		}
	}
	return out
}

func resumeOf(bullets ...string) string {
	return "Mara Lindqvist\nmara@example.com\nExperience\nBackend Engineer, Northwind\nMar 2019 - Feb 2022\n- " + strings.Join(bullets, "\n- ") +
		"\nSkills\nGit, Linux, HTML, jQuery, Maven, Jira\n"
}

func TestMoreEvidenceNeverLowers(t *testing.T) {
	s := newScorer(t)
	rapid.Check(t, func(r *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom(evidenceLines()), 1, 8).Draw(r, "lines")
		extra := rapid.SampledFrom(evidenceLines()).Draw(r, "extra")
		levels, more := ranks(t, s, resumeOf(lines...)), ranks(t, s, resumeOf(append(lines, extra)...))
		for _, role := range s.roles {
			if before, after := paid(role, levels), paid(role, more); after < before {
				r.Fatalf("%s: %d hundredths before %q, %d after", role.ID, before, extra, after)
			}
		}
	})
}

func TestOrderOfLinesIsNoMatter(t *testing.T) {
	s := newScorer(t)
	rapid.Check(t, func(r *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom(evidenceLines()), 2, 8).Draw(r, "lines")
		mixed := rapid.Permutation(lines).Draw(r, "mixed")
		if a, b := levelsOf(t, s, resumeOf(lines...)), levelsOf(t, s, resumeOf(mixed...)); !maps.Equal(a, b) {
			r.Fatalf("levels change with the order: %v and %v", a, b)
		}
	})
}

// A list of every keyword pays no more than naming pays.
func TestKeywordsPayLittle(t *testing.T) {
	s := newScorer(t)
	var names []string
	for _, rule := range s.rules.Signals {
		for _, n := range rule.Names {
			names = append(names, n.string)
		}
		for _, n := range rule.Terms {
			names = append(names, n.string)
		}
	}
	levels := ranks(t, s, frame("list", strings.Join(names, ", ")))
	for i, l := range levels {
		if l > Named {
			t.Errorf("%s is %s by a list of keywords", s.rules.Signals[i].ID.string, l)
		}
	}
	for _, role := range s.roles {
		if got, most := paid(role, levels), 4000*pay[Named]/100+len(role.signals); got > most {
			t.Errorf("%s: a list of keywords gives %d hundredths, naming at most %d", role.ID, got, most)
		}
	}
}

func TestSameInputSameReport(t *testing.T) {
	s := newScorer(t)
	first, second := reportOf(t, s, longResume(), Options{}), reportOf(t, s, longResume(), Options{})
	first.ScoreMS, second.ScoreMS = 0, 0
	a, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(second)
	if err != nil {
		t.Fatal(err)
	}
	if string(a) != string(b) {
		t.Error("two reports of one resume differ")
	}
}

// Resumes of other trades show next to nothing.
func TestOtherTrades(t *testing.T) {
	s := newScorer(t)
	for title, bullets := range map[string][]string{
		"Registered Nurse":       {"Monitored vital signs and documented patient care.", "Handled an on-call rotation of four nurses.", "Mentored new nurses and cut medication errors by 30%."},
		"Sales Manager":          {"Built a sales pipeline of $4M and owned the region end to end.", "Negotiated with stakeholders and exceeded the quota by 20%.", "Led a team of 12 and coordinated with other teams."},
		"Civil Site Engineer":    {"Tested soil and concrete for a bridge of 400 m.", "Coordinated with contractors and stakeholders.", "Prepared documentation and quality audits."},
		"Warehouse Supervisor":   {"Moved 3,000 containers a day and cut delivery time by half.", "Kept stock availability at 99%.", "Trained 20 workers."},
		"Accountant":             {"Reconciled payments and the general ledger of 300 clients.", "Migrated the books to a new system.", "Documented internal controls for the audit."},
		"High School Teacher":    {"Taught 120 students and wrote the manual of the laboratory.", "Tested new methods with other teachers.", "Owned the schedule of the school."},
		"Restaurant Chef":        {"Led the kitchen as head chef.", "Cut waste by 15% and kept uptime of the ovens.", "Ran service for 300 guests a day."},
		"Electrical Maintenance": {"Reduced outages of the substation by 40%.", "Commissioned transformers in parallel.", "Handled incident reports and safety audits."},
	} {
		resume := "Mara Lindqvist\nmara@example.com\nExperience\n" + title + ", Northwind\nMar 2019 - Feb 2022\n- " + strings.Join(bullets, "\n- ") + "\nSkills\nMS Office, SAP, communication\n"
		for id, level := range levelsOf(t, s, resume) {
			if level > Absent {
				t.Errorf("%s: %s is %s", title, id, level)
			}
		}
	}
}

// The fields of a project sheet tell what the project was built with; a line
// of a stack beside told projects names it only.
func TestProjectSheets(t *testing.T) {
	s := newScorer(t)
	head := "Mara Lindqvist\nmara@example.com\nSkills\nGit, Linux, HTML, jQuery, Maven, Jira\nProjects\n"
	sheet := "Project 1: Ticket shop\nClient: Globex\nRole: Developer\nEnvironment: PHP, MySQL\nDescription: A shop for tickets of theaters.\n"
	if got := levelsOf(t, s, head+sheet)["backend-language"]; got != Shown {
		t.Errorf("a field of a project sheet is %s", got)
	}
	stack := "Ticket shop\n- Built the shop for tickets of theaters.\n- Stack: PHP, MySQL\n"
	if got := levelsOf(t, s, head+stack)["backend-language"]; got != Named {
		t.Errorf("a line of a stack is %s", got)
	}
}

// Students tell of a project among their skills, and list talks among their projects.
func TestProjectsAmongSkills(t *testing.T) {
	s := newScorer(t)
	head := "Mara Lindqvist\nmara@example.com\nSkills\nGit, Linux, HTML, jQuery, Maven, Jira\n"
	for _, tt := range []struct {
		lines, signal string
		want          Level
	}{
		{"Programming with Java - created an application that prints receipts", "backend-language", Shown},
		{"Programming with Java - acquired in a course of the college", "backend-language", Named},
		{"Current project: building a web application for schools in Java", "backend-language", Shown},
		{"Project: Java", "backend-language", Named},
		{"Projects\nSeminar\n- Secure Cloud Storage with Assured Deletion", "cloud", Absent},
	} {
		if got := levelsOf(t, s, head+tt.lines)[tt.signal]; got != tt.want {
			t.Errorf("%q: %s is %s, want %s", tt.lines, tt.signal, got, tt.want)
		}
	}
}

// One scorer serves all requests.
func TestConcurrentChecks(t *testing.T) {
	s := newScorer(t)
	want := levelsOf(t, s, longResume())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			r, err := s.Check(parser.FromText(longResume()), Options{Job: "Go, Kafka"})
			if err != nil {
				t.Error(err)
				return
			}
			for _, x := range r.Signals {
				if x.Level != want[x.ID] {
					t.Errorf("%s is %s beside others and %s alone", x.ID, x.Level, want[x.ID])
				}
			}
		})
	}
	wg.Wait()
}

// What a person does not see on the page is no evidence.
func TestHiddenLines(t *testing.T) {
	s := newScorer(t)
	doc := parser.FromText(longResume())
	for i := range doc.Statements {
		doc.Statements[i].Hidden = true
	}
	r, err := s.Check(doc, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Signals {
		if x.Level != Absent {
			t.Errorf("%s is %s by lines that nobody sees", x.ID, x.Level)
		}
	}
}
