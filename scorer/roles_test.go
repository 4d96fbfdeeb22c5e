package scorer

import (
	"strings"
	"testing"

	"shortlist/parser"
)

// roleLineTests say what one line shows of the own signals of the roles.
var roleLineTests = []lineTest{
	{"data-pipelines", "bullet", "Built ETL jobs in Informatica for the claims department.", Shown},
	{"data-pipelines", "bullet", "Wrote the data pipeline that reads 40 GB of click logs an hour.", Measured},
	{"data-pipelines", "bullet", "Loaded the orders of 12 countries into one warehouse every night.", Measured},
	{"data-pipelines", "bullet", "Copied the tables of the shop into the warehouse, changed rows only.", Shown},
	{"data-pipelines", "bullet", "Combined the feeds of three suppliers into one customer file.", Shown},
	{"data-pipelines", "list", "ETL, Fivetran, Talend", Named},
	{"data-pipelines", "summary", "Looking to learn ETL.", Absent},
	{"data-pipelines", "bullet", "Filled the sales pipeline with 40 new deals.", Absent},
	{"data-pipelines", "bullet", "Inspected 12 km of oil pipeline.", Absent},
	{"data-pipelines", "bullet", "Set up the deployment pipeline in Jenkins.", Absent},

	{"workflow-orchestration", "bullet", "Ran 140 DAGs in Airflow.", Measured},
	{"workflow-orchestration", "bullet", "Made each report start only after its source tables had arrived.", Shown},
	{"workflow-orchestration", "bullet", "Made the nightly jobs resume at the failed step on their own.", Shown},
	{"workflow-orchestration", "list", "Airflow, Dagster", Named},
	{"workflow-orchestration", "bullet", "Orchestration of containers with Kubernetes.", Absent},
	{"workflow-orchestration", "bullet", "Played the violin in the orchestra.", Absent},

	{"data-warehouse", "bullet", "Moved the reports from Teradata to Snowflake.", Shown},
	{"data-warehouse", "bullet", "Cut the BigQuery bill from $9,000 to $3,500 a month by partitioning the events.", Measured},
	{"data-warehouse", "bullet", "Put all sales data into one place for the analysts.", Shown},
	{"data-warehouse", "list", "Snowflake, Redshift, Databricks", Named},
	{"data-warehouse", "bullet", "Drove the forklift in the warehouse.", Absent},
	{"data-warehouse", "bullet", "Cut picking time in the warehouse by 20%.", Absent},
	{"data-warehouse", "bullet", "Served the delta of the Danube.", Absent},

	{"distributed-processing", "bullet", "Wrote the matching job in PySpark.", Shown},
	{"distributed-processing", "bullet", "Joined 6 billion rows across 40 nodes.", Measured},
	{"distributed-processing", "bullet", "Salted the largest customer, whose single key held half of the rows of the join.", Shown},
	{"distributed-processing", "list", "Hadoop, Spark, HDFS", Named},
	{"distributed-processing", "bullet", "Lit the spark of interest in 30 students.", Absent},
	{"distributed-processing", "bullet", "Arranged the shuffle of seats.", Absent},

	{"analytics-modeling", "bullet", "Modeled a star schema for orders and returns.", Shown},
	{"analytics-modeling", "bullet", "Kept each customer's past address, so that old reports show it as it was.", Shown},
	{"analytics-modeling", "bullet", "Brought finance and product to one definition of active customer.", Shown},
	{"analytics-modeling", "bullet", "Modeled orders as facts and dimensions over 2 billion rows.", Measured},
	{"analytics-modeling", "bullet", "Defined a single revenue metric together with finance.", Shown},
	{"analytics-modeling", "list", "dbt, Kimball", Named},
	{"analytics-modeling", "bullet", "Measured each dimension on the drawing.", Absent},
	{"analytics-modeling", "bullet", "Sold grain to mills.", Absent},

	{"data-quality", "bullet", "Added data quality checks in Great Expectations.", Shown},
	{"data-quality", "bullet", "Stopped wrong numbers before they reached the board report.", Shown},
	{"data-quality", "bullet", "Compared row counts of source and target after every load, and caught 31 faults in a year.", Measured},
	{"data-quality", "bullet", "Every number on the dashboard can be traced back to its source table.", Shown},
	{"data-quality", "list", "Data lineage, data governance", Named},
	{"data-quality", "bullet", "Kept missing records of patients from the archive.", Absent},
	{"data-quality", "bullet", "Studied the lineage of a family of beetles.", Absent},

	{"stream-processing", "bullet", "Wrote Flink jobs that count clicks in windows.", Shown},
	{"stream-processing", "bullet", "Prices are visible within 4 seconds of a sale instead of the next day.", Measured},
	{"stream-processing", "bullet", "Late readings are counted in the right window still.", Shown},
	{"stream-processing", "bullet", "Detected card fraud on payments as they arrive.", Shown},
	{"stream-processing", "list", "Kafka Streams, Flink", Named},
	{"stream-processing", "bullet", "Built the streaming of music videos.", Absent},
	{"stream-processing", "bullet", "Put a watermark on 4,000 images.", Absent},

	{"analytics", "bullet", "Built dashboards in Tableau for the finance team.", Shown},
	{"analytics", "bullet", "Regional managers answer their own questions without asking an engineer.", Shown},
	{"analytics", "bullet", "Ran the churn analysis that led 3,000 users to be written to.", Measured},
	{"analytics", "list", "Power BI, Looker, pandas", Named},
	{"analytics", "bullet", "Built the Grafana dashboard for latency.", Absent},
	{"analytics", "bullet", "Repaired the dashboard of a car.", Absent},

	{"machine-learning", "bullet", "Trained a model that finds duplicate listings.", Shown},
	{"machine-learning", "bullet", "Forecast demand two weeks ahead with an error of 6%.", Measured},
	{"machine-learning", "list", "PyTorch, scikit-learn", Named},
	{"machine-learning", "summary", "Passionate about machine learning.", Absent},
	{"machine-learning", "bullet", "Trained staff on the new model of the press.", Absent},

	{"iac-practice", "bullet", "Split the Terraform state by service and locked it.", Shown},
	{"iac-practice", "bullet", "Nobody changes production by hand in the console anymore.", Shown},
	{"iac-practice", "bullet", "Recreated the staging environment from nothing in 25 minutes.", Measured},
	{"iac-practice", "bullet", "Found drift between Terraform and 14 accounts and removed it.", Measured},
	{"iac-practice", "list", "Terragrunt, Atlantis, Open Policy Agent", Named},
	{"iac-practice", "bullet", "Corrected the drift of the model's predictions.", Absent},
	{"iac-practice", "bullet", "Wrote the playbook for sales calls.", Absent},

	{"platform-tooling", "bullet", "Wrote Bash scripts that rotate logs.", Shown},
	{"platform-tooling", "bullet", "Teams create a database themselves, without a ticket.", Shown},
	{"platform-tooling", "bullet", "Replaced six hours of manual work a week with a script.", Measured},
	{"platform-tooling", "bullet", "A new service is set up from a template in 10 minutes.", Measured},
	{"platform-tooling", "list", "Bash, PowerShell", Named},
	{"platform-tooling", "bullet", "Trained classifiers on a platform for fraud, and engineered features.", Absent},
	{"platform-tooling", "bullet", "Worked backstage at concerts.", Absent},

	{"cluster-operation", "bullet", "Ran three Kubernetes clusters on bare metal.", Shown},
	{"cluster-operation", "bullet", "Upgraded the nodes one at a time without downtime.", Shown},
	{"cluster-operation", "bullet", "Moved 60 services to EKS.", Measured},
	{"cluster-operation", "bullet", "Operated 14 clusters with 900 nodes.", Measured},
	{"cluster-operation", "list", "Karpenter, Velero, CKA", Named},
	{"cluster-operation", "bullet", "Found clusters of patients with headache.", Absent},
	{"cluster-operation", "bullet", "Watched pods of whales.", Absent},
	{"cluster-operation", "bullet", "Sized the Elasticsearch cluster of 9 nodes.", Absent},

	{"cloud-cost", "bullet", "Moved batch workers to spot instances.", Shown},
	{"cloud-cost", "bullet", "Cut the AWS bill by 31% in a quarter.", Measured},
	{"cloud-cost", "bullet", "Deleted unused volumes and oversized instances in 40 accounts.", Measured},
	{"cloud-cost", "bullet", "Test environments are switched off at night.", Shown},
	{"cloud-cost", "list", "FinOps, Kubecost", Named},
	{"cloud-cost", "bullet", "Cut the fuel bill of the trucks by 12%.", Absent},
	{"cloud-cost", "bullet", "Disputed chargebacks of card merchants.", Absent},

	{"systems-networking", "bullet", "Configured HAProxy in front of the mail servers.", Shown},
	{"systems-networking", "bullet", "Traced dropped connections to a full table of the firewall.", Shown},
	{"systems-networking", "bullet", "Certificates are renewed automatically before they expire.", Shown},
	{"systems-networking", "bullet", "Patched 340 Linux servers in two nights.", Measured},
	{"systems-networking", "list", "Linux, DNS, BGP, VMware", Named},
	{"systems-networking", "bullet", "Tested the transformer and the load balancing of the substation.", Absent},

	{"release-engineering", "bullet", "Set up Artifactory and the promotion of builds.", Shown},
	{"release-engineering", "bullet", "Cut the build time from 40 minutes to 6.", Measured},
	{"release-engineering", "bullet", "The same artifact goes through every environment to production.", Shown},
	{"release-engineering", "bullet", "Teams deploy on their own at any hour.", Shown},
	{"release-engineering", "list", "Artifactory, Bazel, Spinnaker", Named},
	{"release-engineering", "bullet", "Trained 20 runners for the marathon race.", Absent},
	{"release-engineering", "bullet", "Catalogued artifacts of the museum.", Absent},

	{"capacity-planning", "bullet", "Wrote the capacity plan for the ticket shop.", Shown},
	{"capacity-planning", "bullet", "Sized the cluster for the Christmas season.", Shown},
	{"capacity-planning", "bullet", "Handled nine times the normal traffic on Black Friday.", Measured},
	{"capacity-planning", "list", "Autoscaling, capacity planning", Named},
	{"capacity-planning", "bullet", "Worked in an advisory capacity for the building of a plant.", Absent},
	{"capacity-planning", "bullet", "Inspected cranes with a lifting capacity of 40 tonnes.", Absent},

	{"supply-chain-security", "bullet", "Signed images with Cosign.", Shown},
	{"supply-chain-security", "bullet", "Only signed images run in production.", Shown},
	{"supply-chain-security", "bullet", "Replaced long-lived keys in the pipelines with short-lived ones.", Shown},
	{"supply-chain-security", "bullet", "Patched 48 critical CVEs within a week.", Measured},
	{"supply-chain-security", "list", "SBOM, Trivy, Dependabot", Named},
	{"supply-chain-security", "bullet", "Planned the supply chain of a grocery.", Absent},
	{"supply-chain-security", "bullet", "Wrote a paper on content based image search.", Absent},

	{"frontend-framework", "bullet", "Wrote the booking pages in React and Redux.", Shown},
	{"frontend-framework", "bullet", "Filters change the list without a full page reload.", Shown},
	{"frontend-framework", "bullet", "Moved 60 JSP pages to Vue.", Measured},
	{"frontend-framework", "list", "React, Angular, Vue", Named},
	{"frontend-framework", "list", "JavaScript, CSS", Named},
	{"frontend-framework", "bullet", "Taught the team to react quickly to alarms.", Absent},
	{"frontend-framework", "bullet", "Measured the angular position of the shaft.", Absent},
	{"frontend-framework", "bullet", "Gave massages in a hotel SPA.", Absent},

	{"client-state", "bullet", "Held the cart in Redux.", Shown},
	{"client-state", "bullet", "A half-filled form survives a reload of the tab.", Shown},
	{"client-state", "bullet", "Edits appear at once, before the server has answered.", Shown},
	{"client-state", "list", "Redux, RxJS", Named},
	{"client-state", "bullet", "Managed state grants and local storage of furniture.", Absent},

	{"frontend-performance", "bullet", "Split the bundle by route with Webpack.", Shown},
	{"frontend-performance", "bullet", "Cut the JavaScript of the first load from 900 KB to 210 KB.", Measured},
	{"frontend-performance", "bullet", "The home page opens in 1.2 seconds on cheap phones.", Measured},
	{"frontend-performance", "bullet", "Long lists scroll smoothly now.", Shown},
	{"frontend-performance", "list", "Core Web Vitals, code splitting", Named},
	{"frontend-performance", "bullet", "Painted the lighthouse of the harbor.", Absent},
	{"frontend-performance", "bullet", "Sold a bundle of insurance offers.", Absent},

	{"accessibility", "bullet", "Brought the checkout to WCAG 2.1.", Shown},
	{"accessibility", "bullet", "The whole form can be filled with the keyboard alone.", Shown},
	{"accessibility", "bullet", "Blind customers finish an order without help.", Shown},
	{"accessibility", "bullet", "Fixed the missing labels of 140 form fields.", Measured},
	{"accessibility", "list", "WCAG, screen readers", Named},
	{"accessibility", "bullet", "Improved the accessibility of the station by wheelchair ramps.", Absent},
	{"accessibility", "bullet", "Cared for blind patients of the ward.", Absent},

	{"design-system", "bullet", "Kept the component library in Storybook.", Shown},
	{"design-system", "bullet", "Replaced copies by one set of components that 11 teams use.", Measured},
	{"design-system", "bullet", "The layout of the order page works on phones.", Shown},
	{"design-system", "list", "CSS, Sass, Tailwind", Named},
	{"design-system", "bullet", "Was responsive to customer needs.", Absent},

	{"browser-testing", "bullet", "Wrote Playwright tests for the sign-up.", Shown},
	{"browser-testing", "bullet", "A script clicks through the checkout in a browser before each release.", Shown},
	{"browser-testing", "list", "Cypress, Jest, Selenium", Named},
	{"browser-testing", "bullet", "Tested soil and concrete.", Absent},

	{"product-outcome", "bullet", "Ran an A/B test of two order pages.", Shown},
	{"product-outcome", "bullet", "Rebuilt the form, and 18% more customers finished it.", Measured},
	{"product-outcome", "bullet", "Support calls fell by a third after the new help page.", Measured},
	{"product-outcome", "bullet", "Rebuilt the booking flow; abandoned bookings fell by 17%.", Measured},
	{"product-outcome", "bullet", "Worked on the conversion of units of energy.", Absent},

	{"client-applications", "bullet", "Wrote the Android app of a bus company.", Shown},
	{"client-applications", "bullet", "The app works offline and syncs later.", Shown},
	{"client-applications", "bullet", "Released an app to the Play Store with 40,000 downloads.", Measured},
	{"client-applications", "bullet", "The app stores events locally and uploads them when there is a signal.", Shown},
	{"client-applications", "list", "Flutter, iOS, Qt", Named},
	{"client-applications", "bullet", "Called for unity among the teams.", Absent},
	{"client-applications", "bullet", "Sent a swift response to each letter.", Absent},

	{"algorithms", "bullet", "Wrote the shortest path search for bus routes.", Shown},
	{"algorithms", "bullet", "Brought the match from quadratic to linear time: 90 minutes to 40 seconds.", Measured},
	{"algorithms", "bullet", "Replaced nested loops with a lookup in a map.", Shown},
	{"algorithms", "list", "Data structures, dynamic programming", Named},
	{"algorithms", "bullet", "Followed the treatment algorithm of the clinic.", Absent},

	{"object-design", "bullet", "Applied dependency injection throughout the billing code.", Shown},
	{"object-design", "bullet", "Hid the three map providers behind one interface.", Shown},
	{"object-design", "bullet", "A new report type is added without touching the engine.", Shown},
	{"object-design", "list", "OOP, design patterns, UML", Named},
	{"object-design", "bullet", "Gave solid results in interior design.", Absent},

	{"refactoring", "bullet", "Refactored the pricing module into small functions.", Shown},
	{"refactoring", "bullet", "Deleted 40,000 lines of code that nothing called.", Measured},
	{"refactoring", "bullet", "Moved the front end from JavaScript to TypeScript file by file.", Shown},
	{"refactoring", "bullet", "Pulled apart a giant function that everybody feared.", Shown},
	{"refactoring", "bullet", "Split a 9,000-line class into view models.", Measured},
	{"refactoring", "bullet", "Rewrote the proposal for the council.", Absent},

	{"debugging", "bullet", "Found a memory leak with Valgrind.", Shown},
	{"debugging", "bullet", "Tracked down a hang to a lock taken in another order.", Shown},
	{"debugging", "bullet", "Crashes of the app fell from 3% to 0.2% of sessions.", Measured},
	{"debugging", "bullet", "Reproduced a fault that came once a month.", Shown},
	{"debugging", "list", "GDB, Valgrind", Named},
	{"debugging", "bullet", "Reported on car crashes and market crashes.", Absent},
	{"debugging", "bullet", "Collected bugs and other insects.", Absent},

	{"developer-tooling", "bullet", "Wrote a command-line tool that sets up test data.", Shown},
	{"developer-tooling", "bullet", "Cut the compile time from 14 minutes to 3.", Measured},
	{"developer-tooling", "bullet", "A script of mine is run daily by 40 engineers.", Measured},
	{"developer-tooling", "list", "Git, Maven, Gradle", Named},
	{"developer-tooling", "bullet", "Project with 4,200 GitHub stars.", Absent},
}

func TestRoleLines(t *testing.T) {
	s := newScorer(t)
	for _, tt := range roleLineTests {
		number := s.rules.signal(tt.signal)
		if number < 0 {
			t.Fatalf("there is no signal %q", tt.signal)
		}
		found, err := s.matcher.find(parser.FromText(frame(tt.section, tt.line)), quantities{})
		if err != nil {
			t.Fatal(err)
		}
		got := Absent
		for _, m := range found.mentions {
			// The list of the frame names tools as well.
			if m.signal == number && strings.Contains(m.statement.Text, tt.line) {
				got = max(got, m.level)
			}
		}
		if got != tt.want {
			t.Errorf("%s in a %s: %q is %s, want %s", tt.signal, tt.section, tt.line, got, tt.want)
		}
	}
}

// The bullets of somebody of each role.
var roleResumes = map[string][]string{
	"backend": {
		"Wrote the order service in Go with PostgreSQL, 4,000 requests a second.",
		"Put Kafka between orders and billing, with idempotent consumers and dead letters.",
		"Designed the REST API for partners and versioned it without breaking a client.",
		"Changed a table of 300 million rows without downtime.",
		"Cut p99 of the search from 900 ms to 120 ms with a Redis cache.",
		"Carried the pager and wrote the postmortem of a two-hour outage.",
	},
	"data": {
		"Wrote Airflow DAGs in Python that load 60 sources into Snowflake every night.",
		"Modeled orders as facts and dimensions in dbt, with history of each customer.",
		"Added data quality checks that stopped wrong numbers before they reached finance.",
		"Cut a Spark job from six hours to 40 minutes by salting a skewed join.",
		"Wrote Flink jobs over 2 billion events a day.",
		"Built dashboards in Tableau that 200 managers use.",
	},
	"devops": {
		"Wrote Terraform modules for 14 accounts and found drift every night.",
		"Upgraded nine Kubernetes clusters without downtime.",
		"Cut the AWS bill by 31% with spot instances.",
		"Signed images with Cosign, so that only signed images run in production.",
		"Gave teams environments that they create themselves, without a ticket.",
		"Was on call and wrote postmortems; MTTR fell from 50 to 12 minutes.",
	},
	"full-stack": {
		"Wrote the booking pages in React and Redux, and their API in Node.js with PostgreSQL.",
		"Brought the checkout to WCAG 2.1, usable with the keyboard alone.",
		"Cut the JavaScript of the first load from 900 KB to 210 KB.",
		"Kept the component library in Storybook that 11 teams use.",
		"Ran an A/B test of two order pages; 18% more customers finished.",
		"Wrote Playwright tests that click through the checkout before each release.",
	},
	"software": {
		"Wrote the Android app of a bus company, which works offline and syncs later.",
		"Brought the match of routes from quadratic to linear time: 90 minutes to 40 seconds.",
		"Hid three map providers behind one interface, so that a new provider is one class.",
		"Tracked down a crash to a use-after-free with AddressSanitizer.",
		"Cut the build time from 14 minutes to 3 for 40 engineers.",
		"Refactored the pricing module in small steps under tests.",
	},
}

// Whatever role was asked for, the one that the lines show is named, with lines
// to show for it; and none beside the right one.
func TestBetterFit(t *testing.T) {
	s := newScorer(t)
	for of, bullets := range roleResumes {
		for _, asked := range s.Roles() {
			r := reportOf(t, s, resumeOf(bullets...), Options{Role: asked})
			f, ok := r.BetterFit()
			if r.Fits[0].ID != of {
				t.Errorf("%s: %s fits best", of, r.Fits[0].ID)
			}
			if ok != (asked != of) {
				t.Errorf("%s as %s: another role is named: %v (%v points, %s has %v)", of, asked, ok, r.fit().Points, f.ID, f.Points)
			}
			if !ok {
				continue
			}
			for _, x := range f.Signals {
				if len(x.Evidence) == 0 || x.Level < Shown {
					t.Errorf("%s as %s: %s speaks for it without a line", of, asked, x.ID)
				}
			}
		}
	}
	for name, resume := range map[string]string{"no evidence": frame("list", ""), "another trade": "Mara Lindqvist\nExperience\nNurse, Lakeside Clinic\nMar 2019 - Feb 2022\n- Cared for 30 patients and kept the ward's records.\n"} {
		if f, ok := reportOf(t, s, resume, Options{}).BetterFit(); ok {
			t.Errorf("%s: fits %s", name, f.ID)
		}
	}
}

func TestFitReason(t *testing.T) {
	s := newScorer(t)
	r := reportOf(t, s, resumeOf(roleResumes["devops"]...), Options{})
	f, _ := r.BetterFit()
	reason := r.FitReason(f)
	for _, want := range []string{"more DevOps work than backend work", number(f.Points) + " of 40", "instead of " + number(r.fit().Points), "running clusters"} {
		if !strings.Contains(reason, want) {
			t.Errorf("%q lacks %q", reason, want)
		}
	}
	var text strings.Builder
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Another role fits better: DevOps", f.Signals[0].Label + " (measured)", "(line ", "--role devops"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the text lacks %q", want)
		}
	}
}

// The signals of a report are those of its role, and give 40 points at most.
func TestEachRole(t *testing.T) {
	s := newScorer(t)
	for _, role := range s.roles {
		r := reportOf(t, s, resumeOf(roleResumes[role.ID]...), Options{Role: role.ID})
		most := 0.0
		for i, x := range r.Signals {
			most += x.Max
			if x.ID != role.signals[i].ID.string {
				t.Errorf("%s: signal %d is %s", role.ID, i, x.ID)
			}
		}
		if hundredths(most) != evidencePoints {
			t.Errorf("%s: the signals give %v points at most", role.ID, most)
		}
		if got := r.Categories[2]; got.Label != capitalize(role.Name)+" evidence" || got.Points != hundredths(r.fit().Points) {
			t.Errorf("%s: %+v, of its fit %v", role.ID, got, r.fit().Points)
		}
	}
	r := reportOf(t, s, resumeOf("Joined the company."), Options{Role: "devops"})
	if got, want := r.Meaning(), "No line shows DevOps work: all of these points are for the form of the resume."; r.NoEvidence() && got != want {
		t.Errorf("meaning %q, want %q", got, want)
	}
}

func TestExpectations(t *testing.T) {
	s := newScorer(t)
	for _, tt := range []struct{ title, dates, want string }{
		{"Senior Backend Engineer", "Mar 2019 - Feb 2022", "The title “Senior Backend Engineer” makes this expected: a senior engineer has been through outages and can tell one in the first person."},
		{"Backend Engineer", "Mar 2012 - Feb 2022", "About 10 years in software make this expected: a senior engineer has been through outages and can tell one in the first person."},
		{"Backend Engineer", "Mar 2019 - Feb 2022", ""},
	} {
		resume := strings.NewReplacer("Backend Engineer,", tt.title+",", "Mar 2019 - Feb 2022", tt.dates).Replace(resumeOf("Wrote the order service in Go."))
		for _, g := range reportOf(t, s, resume, Options{}).Gaps {
			if g.Signal == "incident-response" && g.Expected != tt.want {
				t.Errorf("%s, %s: %q, want %q", tt.title, tt.dates, g.Expected, tt.want)
			}
			if g.Signal == "caching" && g.Expected != "" {
				t.Errorf("caching: %q", g.Expected)
			}
		}
	}
}
