package resumetest

// Sample is a backend engineer with six years of work. Many signals are shown or
// measured; caching is shown without a figure, Terraform is only named, and
// nothing is said of incidents, on-call, payments or mentoring.
func Sample() Resume {
	return Resume{
		Name:     "Jordan Ellery",
		Title:    "Backend Engineer",
		Email:    "jordan.ellery@example.com",
		Phone:    "(503) 555-0142",
		Location: "Portland, OR",
		Links: []Link{
			{"github.com/jordan-ellery-example", "https://github.com/jordan-ellery-example"},
			{"jordan.example.com", "https://jordan.example.com"},
		},
		Summary: "Backend engineer who builds order and tracking services in Go and PostgreSQL.",
		Jobs: []Job{
			{
				Title: "Backend Engineer", Company: "Halden Freight", Location: "Portland, OR", Dates: "Mar 2022 – Present",
				Bullets: []string{
					"Rewrote the shipment tracking API in Go with gRPC and cut p99 latency from 900 ms to 120 ms at 2,400 requests per second.",
					"Designed the PostgreSQL schema for carrier contracts and partitioned the event table by month, 400 million rows in all.",
					"Moved label printing onto Kafka with idempotent consumers, exponential backoff and a dead-letter topic for poisoned messages.",
					"Added a Redis cache in front of the rate lookup with explicit invalidation whenever a tariff changes.",
					"Ran the backfill of a 90 GB orders table in throttled batches without downtime, then switched reads over behind a feature flag.",
					"Instrumented six services with OpenTelemetry traces and Prometheus metrics and built the Grafana dashboards that the team opens first.",
				},
			},
			{
				Title: "Software Engineer", Company: "Brightmoor Software", Location: "Seattle, WA", Dates: "Jul 2019 – Feb 2022",
				Bullets: []string{
					"Built REST endpoints in Java and Spring Boot for a booking product that 60,000 people use each month.",
					"Found three slow queries by reading their plans in MySQL and brought the nightly report from 50 minutes to 4 with two indexes.",
					"Containerized the monolith with Docker and deployed it to Kubernetes on AWS together with the platform team.",
					"Wrote integration tests with Testcontainers and raised line coverage of the booking module from 41% to 83%.",
					"Replaced shared passwords with OAuth 2.0 and role-based access for every internal tool of the support staff.",
				},
			},
		},
		Projects: []Project{{
			Name: "Tidepool, a small job queue", Dates: "2023",
			Bullets: []string{"Wrote a job queue in Go on SQLite with at-least-once delivery and a worker pool of goroutines."},
		}},
		Education: []School{{
			Degree: "BSc Computer Science", School: "Cascadia State University", Location: "Eugene, OR", Dates: "2015 – 2019",
		}},
		Skills: []SkillGroup{
			{"Languages", []string{"Go", "Java", "SQL", "Python"}},
			{"Data", []string{"PostgreSQL", "MySQL", "Redis", "Kafka"}},
			{"Platform", []string{"Docker", "Kubernetes", "AWS", "Terraform", "GitHub Actions"}},
		},
	}
}

// Fresher is a graduate with one internship: most backend signals are only named.
func Fresher() Resume {
	return Resume{
		Name:     "Amara Deville",
		Title:    "Computer Science Graduate",
		Email:    "amara.deville@example.com",
		Phone:    "+1 312 555 0117",
		Location: "Chicago, IL",
		Links:    []Link{{"linkedin.com/in/amara-deville-example", "https://www.linkedin.com/in/amara-deville-example"}},
		Summary:  "Graduate looking for a first role on a server team and keen to learn Kubernetes.",
		Jobs: []Job{{
			Title: "Software Engineering Intern", Company: "Larkfield Labs", Location: "Chicago, IL", Dates: "Jun 2025 – Aug 2025",
			Bullets: []string{
				"Added pagination and input checks to a Django service that lists laboratory equipment for four departments.",
				"Fixed twelve reported defects and wrote a unit test for each before it was closed.",
			},
		}},
		Projects: []Project{{
			Name: "Campus Lost and Found", Dates: "Jan 2025 – May 2025",
			Bullets: []string{
				"Created a Flask application with a SQLite database where students report and claim lost items.",
				"Presented the design to a class of thirty and collected their feedback in a short survey.",
			},
		}},
		Education: []School{{
			Degree: "BS in Computer Science", School: "Prairie Lake University", Location: "Chicago, IL", Dates: "Sep 2022 – May 2026",
		}},
		Skills: []SkillGroup{
			{"Languages", []string{"Python", "Java", "JavaScript"}},
			{"Tools", []string{"Git", "Linux", "PostgreSQL", "Docker"}},
		},
	}
}

// Nurse works in another trade: a resume that reads well and shows no backend
// signal. "Go", "rest" and "express" stand in their everyday sense.
func Nurse() Resume {
	return Resume{
		Name:     "Rosalind Achterberg",
		Title:    "Registered Nurse",
		Email:    "rosalind.achterberg@example.com",
		Phone:    "(617) 555-0163",
		Location: "Boston, MA",
		Links:    []Link{{"linkedin.com/in/rosalind-achterberg-example", "https://www.linkedin.com/in/rosalind-achterberg-example"}},
		Summary:  "Registered nurse on a surgical ward, the one whom families go to and the rest of the team asks first.",
		Jobs: []Job{
			{
				Title: "Registered Nurse", Company: "Harborview Infirmary", Location: "Boston, MA", Dates: "Apr 2020 – Present",
				Bullets: []string{
					"Care for five post-operative patients a shift and plan their discharge with physicians and families.",
					"Reduced falls on the ward by 30% in a year with hourly rounds and clearer signs at the bedside.",
					"Taught fourteen new nurses how to dress wounds and how patients express pain without words.",
				},
			},
			{
				Title: "Nursing Assistant", Company: "Elmwood Care Home", Location: "Quincy, MA", Dates: "Jun 2017 – Mar 2020",
				Bullets: []string{
					"Helped eighteen residents a day with meals, washing and walks in the spring garden.",
					"Recorded blood pressure and weight twice a week and reported every change to the charge nurse.",
				},
			},
		},
		Education: []School{{
			Degree: "BSN, Nursing", School: "Bay Colony College", Location: "Boston, MA", Dates: "2013 – 2017",
		}},
		Skills: []SkillGroup{{"", []string{"Wound care", "Patient education", "Medication administration", "Basic life support"}}},
	}
}
