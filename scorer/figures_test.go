package scorer

import (
	"strings"
	"testing"
)

func TestFigures(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Cut p99 from 900 ms to 120 ms", "duration 900 ms|duration 120 ms"},
		{"The nightly import fell from six hours to forty minutes", "duration six hours|duration forty minutes"},
		{"Raised conversion by 35% and retention by 4 percent", "percent 35%|percent 4 percent"},
		{"Saved $2.5M a year", "money $2.5M"},
		{"Handled budgets of Rs. 5,00,000 and INR 20 Lakhs", "money Rs. 5,00,000|money INR 20 Lakhs"},
		{"Closed 3.2 million USD in deals", "money 3.2 million USD"},
		{"Served 12,000 users and 40 TB of logs", "count 12,000 users|count 40 TB"},
		{"Processed 1.2k requests per second, 3M events a day", "count 1.2k|count 3M"},
		{"Made builds 3x faster, a tenfold gain", "ratio 3x|ratio tenfold"},
		{"Throughput grew tenfold, then 4-fold", "ratio tenfold|ratio 4-fold"},
		{"Nine in ten deploys need no hand", "ratio Nine in ten"},
		{"Doubled throughput and halved the bill", "change Doubled|change halved"},
		{"Cut waiting time by a third", "change by a third"},
		{"No pages since; none since March", "change No pages since|change none since"},
		{"Led a team of 6 and mentored 4 engineers", "people 6|people 4 engineers"},
		{"Managed 12 stores across 3 regions", "count 12 stores|count 3 regions"},
		{"Managed 40-bed ward", "count 40-bed"},
		{"Over 2000 users moved", "count 2000 users"},
		{"Cared for up to 18 patients a shift", "count 18 patients"},
		{"Commissioned 500 KVA transformer", "count 500 KVA"},
		{"Grew headcount from 3 to 11", "count 3|count 11"},
		{"Migrated millions of rows", "count millions"},
		{"Answered 50+ calls daily", "count 50+ calls"},
		{"Rated 4.8/5 by guests", "ratio 4.8/5"},
		{"Kept 4.5 out of 5 stars; three in four bugs were ours, 99 in 100 closed", "ratio 4.5 out of 5|ratio three in four|ratio 99 in 100"},
		{"Moved the services to Java 17 in 2022 and shipped 5 in 3 weeks", "duration 3 weeks"},
		{"Brought release time down in 3 months", "duration 3 months"},
		{"Managed A Team Of 5 People And 12 Branches", "people 5|count 12 Branches"},
		{"Reviewed two hundred claims", "count two hundred"},
		{"Cut the footprint by 4.2x", "ratio 4.2x"},
		{"Processed applications worth SR 85 Million", "money SR 85 Million"},
		{"Scaled the team from 3 to 28 across two sites", "count 3|count 28|count two sites"},
		{"Kept sub-100 ms reads and non-10 items", "duration 100 ms|count 10 items"},
		{"Spent a quarter of the old budget", "change a quarter of"},
		{"Triaged three hundred defects a quarter", "count three hundred"},
		{"Supervised a team of Labor 10+ on casting", "count 10+"},
		// Not figures: dates, versions, phones, classes, lengths of service, names.
		{"Joined in 2019 and left in March 2021", ""},
		{"2016-2019 at the same desk, 05/2018, 12.06.2012", ""},
		{"Used Java 8, Python 3.11 and Angular 2", ""},
		{"Java 8 services on Windows 10 machines", ""},
		{"Call +1 555 0100 123 or 555-010-0199", ""},
		{"8 years of experience in testing", ""},
		{"Worked for over 3 years with vendors", ""},
		{"Watched p99 and k8s on EC2 during COVID-19", ""},
		{"Moved to ISO 9001:2008 and OAuth 2.0", ""},
		{"Passed 10th and 12th class, CGPA 8.2", ""},
		{"On call 24/7 in two-week sprints", ""},
		{"Sold to Fortune 500 firms", ""},
		{"1. Prepared the drawings", ""},
		{"A 3-tier application with 2-factor sign-in", ""},
		{"Wrote the 2019 release notes", ""},
		{"Implemented 5S with a third-party vendor", ""},
		{"Drew an office tower (3B+G+14F) and a G+5 block", ""},
		{"Worked with Citrix server 4.0 and 4.5", ""},
		{"Fitted single/double acting cylinders and servo star-600 drives", ""},
		{"Sang at the 2nd and 3rd festival in two-week runs of 1:1 meetings", "duration two-week"},
	} {
		var got []string
		for _, f := range figures(tt.text) {
			got = append(got, string(f.kind)+" "+tt.text[f.start:f.end])
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("%q\n got %q\nwant %q", tt.text, g, tt.want)
		}
	}
}

// FuzzFigures holds that figures lie within the text, in order and apart.
func FuzzFigures(f *testing.F) {
	for _, s := range []string{"Cut p99 from 900 ms to 120 ms", "Rs. 5,00,000/- in ’16", "one in four, nine in ten", "№ 5 × 3 ½ of ₹ 20 Lakhs", "+1 (555) 010-0199 x 2", "a\xff5%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, g := range figures(text) {
			if g.start < end || g.end <= g.start || g.end > len(text) || g.kind == "" {
				t.Fatalf("%q: %+v after %d", text, g, end)
			}
			end = g.end
		}
	})
}

func BenchmarkFigures(b *testing.B) {
	for b.Loop() {
		figures("Rewrote the shipment tracking API in Go with gRPC and cut p99 latency from 900 ms to 120 ms at 2,400 requests per second.")
	}
}
