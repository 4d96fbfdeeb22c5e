package parser

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// datesOf prints what is found, ranges as "start/end", single dates as "start",
// single ends as "/end", bare years with "?".
func datesOf(text string, dayFirst bool) string {
	var out []string
	for _, d := range findDates(text, dayFirst) {
		s := d.start.String()
		if !d.single || d.start.IsZero() {
			s += "/" + d.end.String()
		}
		if d.bare {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestFindDates(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Mar 2021 - Present", "2021-03/present"},
		{"January 2012 – March 2014", "2012-01/2014-03"},
		{"Aug'13 to Sept. 2014", "2013-08/2014-09"},
		{"Aug’13 — till date", "2013-08/present"},
		{"Feb-2016 to Till Date", "2016-02/present"},
		{"July 2010 to Till Date.", "2010-07/present"},
		{"July 2017 - Till Now", "2017-07/present"},
		{"from February 2015 till date.", "2015-02/present"},
		{"10-6-2011 to 25-9-2012.", "2011-06/2012-09"},
		{"18-12-2012 To Till Date.", "2012-12/present"},
		{"08/2013 - 11/2015", "2013-08/2015-11"},
		{"04/2021 - Present Austin, TX", "2021-04/present"},
		{"2013/08 – 2014/02", "2013-08/2014-02"},
		{"2013-08-01 - 2014-02-28", "2013-08/2014-02"},
		{"01.06.2012 - 30.11.2013", "2012-06/2013-11"},
		{"12th May 2011 to 3rd June, 2012", "2011-05/2012-06"},
		{"May 12, 2011 - June 1, 2012", "2011-05/2012-06"},
		{"June2015-July2016", "2015-06/2016-07"},
		{"Jan - Mar 2019", "2019-01/2019-03"},
		{"Nov to Feb 2019", "2018-11/2019-02"},
		{"June 2014 – Sep 2014", "2014-06/2014-09"},
		{"Sept 2018 – May 2023", "2018-09/2023-05"},
		{"Sep. 2024 – Jun. 2027", "2024-09/2027-06"},
		{"June 2013 – Sept 2017", "2013-06/2017-09"},
		{"Jan 12 - Mar 15", "2012-01/2015-03"},
		{"Jan-12-Mar-15", "2012-01/2015-03"},
		{"'09 - '12", "2009/2012"},
		{"2016-17", "2016/2017"},
		{"2009-10", "2009/2010"},
		{"2013-2014", "2013/2014"},
		{"2011 – 13", "2011/2013"},
		{"2016 - present", "2016/present"},
		{"2014 - 2016", "2014/2016"},
		{"2009-10 - 2011-06", "2009-10/2011-06"},
		{"2020-03 / Present", "2020-03/present"},
		{"since March 2015", "2015-03/present"},
		{"Since 2015", "2015/present"},
		{"From Jan 2012 To: Mar 2013", "2012-01/2013-03"},
		{"March 2015 onwards", "2015-03/present"},
		{"March 2015 until now", "2015-03/present"},
		{"Jan 2012 through Dec 2014", "2012-01/2014-12"},
		{"May 2012 → June 2013", "2012-05/2013-06"},
		{"05/13 - 07/15", "2013-05/2015-07"},
		{"08/2013 ~ 09/2014", "2013-08/2014-09"},
		{"< Dec 2011 to Aug 2012>", "2011-12/2012-08"},
		{"(Mar 2021 - Present) Leads the guild", "2021-03/present"},
		{"Oct 2019 -- Current", "2019-10/present"},
		{"1st Jan'2012 to 31st Dec'2013", "2012-01/2013-12"},
		{"14-May-1988", "1988-05"},
		{"DOB : 17th Aug,1991", "1991-08"},
		{"16-Jul-1992", "1992-07"},
		{"Expected May 2025", "/2025-05"},
		{"Dec 2014 | Ithaca, NY", "2014-12"},
		{"Summer 2019", "2019"},
		{"Q3 2020 – Q1 2021", "2020/2021"},
		{"2013 Aug – 2014 Sep", "2013-08/2014-09"},
		{"2012 - Jan 2013", "2012/2013-01"},
		{"January 20XX - Current", "/present"},
		{"May 20XX - June 20XX", "/"},
		{"Technician - Programs - Present", "/present"},
		{"August, 2014 to October, 2015", "2014-08/2015-10"},
		{"Month of May 2011", "2011-05"},
		{"Acme  2011-01 to 2012-02", "2011-01/2012-02"},
		{"Jan 2012 – Feb 2013, Mar 2013 – Present", "2012-01/2013-02 2013-03/present"},
		{"JULY'2013 TO DEC'2015", "2013-07/2015-12"},
		{"Apr 2014 - Still working", "2014-04/present"},
		{"from August 2007 to Ocober 2010 at Acme", "2007-08/2010-10"},
		{"Feburary 2012 – Septmeber 2013", "2012-02/2013-09"},
		{"from August 2007 to Octember 2010", "2007-08 2010?"},
		{"June – July 15,", ""},
		{"(Sept 2010 to 2011 March)", "2010-09/2011-03"},
		{"Registrar\t8/4/2011\t30/4/2014", "2011-04/2014-04"},
		{"Jan 2012\tPresent", "2012-01/present"},
		{"Issued 15/07/1995\tExpires 08/10/2025", "1995-07 2025-10"},
		{"• 2004 Diploma in Mechanics", "2004?"},
		{"Integrator since DEC2015 to till", "2015-12/present"},
		// Other languages.
		{"Prize of 2016 and 2018", "2016? 2018?"},
		{"between 2016 and 2018", "2016/2018"},
		{"maj 2015 – obecnie", "2015-05/present"},
		{"Ekim 2012 – Kasım 2014", "2012-10/2014-11"},
		{"März 2015 bis heute", "2015-03/present"},
		{"janv. 2012 – août 2013", "2012-01/2013-08"},
		{"depuis mars 2015", "2015-03/present"},
		{"enero de 2014 - actualidad", "2014-01/present"},
		{"fevereiro de 2014 até o presente", "2014-02/present"},
		{"gennaio 2014 – oggi", "2014-01/present"},
		{"mei 2014 - heden", "2014-05/present"},
		{"sept. 2014 - aujourd’hui", "2014-09/present"},
		// Single years.
		{"2012", "2012?"},
		{"Passed in 2012", "2012?"},
		{"State University, 2012", "2012?"},
		{"B.E- CS\tRGPV\t2012\t70%", "2012?"},
		{"(2006)", "2006?"},
		{"2012: Best employee", "2012?"},
		{"10th Board 2006,", "2006?"},
		{"B.Tech P.T.U 65 2015", "2015?"},
		// Not dates.
		{"Windows XP/Vista/7/8/10, Linux", ""},
		{"Oracle 2012 server", ""},
		{"Windows 2007/Windows 8, Linux", ""},
		{"Windows 2000/2003/2008", ""},
		{"SQL Server 2008", ""},
		{"ISO 9001:2008", ""},
		{"ISO 9001-2015", ""},
		{"Clerk, GS-2010-09", ""},
		{"MS Office 2007, 2010", ""},
		{"Windows Server 2012R2", ""},
		{"3 years", ""},
		{"2000 users", ""},
		{"(718) 555-2010", ""},
		{"+44 20 7946 2012", ""},
		{"02079-460-2012", ""},
		{"PIN 600 020", ""},
		{"P.O BOX - 1234 - 30100", ""},
		{"Rs 1,2012", ""},
		{"24/7 support", ""},
		{"3/4 of the team", ""},
		{"may 10 people join", ""},
		{"CGPA 8.25/10", ""},
		{"192.168.1.10", ""},
		{"to present the testimonials", ""},
		{"v2.2010", ""},
		{"2012 people", ""},
		{"cut from 900 ms to 120 ms", ""},
	} {
		if got := datesOf(tt.text, true); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestFindDatesOrder(t *testing.T) {
	for _, tt := range []struct {
		text     string
		dayFirst bool
		want     string
	}{
		{"03/04/2012", true, "2012-04"},
		{"03/04/2012", false, "2012-03"},
		{"13/04/2012", false, "2012-04"},
		{"04/13/2012", true, "2012-04"},
		{"03/04/12 - 05/06/13", false, "2012-03/2013-05"},
	} {
		if got := datesOf(tt.text, tt.dayFirst); got != tt.want {
			t.Errorf("%q, day first %v: got %q, want %q", tt.text, tt.dayFirst, got, tt.want)
		}
	}
}

func TestDayFirst(t *testing.T) {
	for _, tt := range []struct {
		texts []string
		want  bool
	}{
		{[]string{"03/04/2012"}, true},
		{[]string{"03/04/2012", "25/04/2012"}, true},
		{[]string{"03/04/2012", "04/25/2012"}, false},
		{[]string{"03/04/2012", "Springfield, IL 62701"}, false},
		{[]string{"03/04/2012", "(312) 555-0123"}, false},
		{[]string{"25/04/2012", "(312) 555-0123"}, true},
		{nil, true},
	} {
		if got := dayFirst(tt.texts); got != tt.want {
			t.Errorf("%q: got %v", tt.texts, got)
		}
	}
}

func TestFindDatesOffsets(t *testing.T) {
	text := "Engineer, Acme (Mär 2012 – heute), Berlin"
	d := findDates(text, true)
	if len(d) != 1 || text[d[0].from:d[0].to] != "Mär 2012 – heute" {
		t.Errorf("got %+v", d)
	}
}

// Whatever the text, spans lie inside it, on letter borders, and ascend.
func TestFindDatesAnything(t *testing.T) {
	parts := rapid.SampledFrom([]string{"Jan", "may", "2012", "12", "13", "-", "–", "/", ".", "'", "’", " ", "\t", "to", "till", "date", "present", "Windows", "(", ")", "20XX", "Q3", "é", "since", ","})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(parts).Draw(t, "parts"), rapid.SampledFrom([]string{"", " "}).Draw(t, "joint"))
		if rapid.Bool().Draw(t, "any") {
			text = rapid.String().Draw(t, "text")
		}
		last := 0
		for _, d := range findDates(text, rapid.Bool().Draw(t, "dayFirst")) {
			if d.from < last || d.to <= d.from || d.to > len(text) || !utf8.RuneStart(text[d.from]) {
				t.Fatalf("%q: bad span %+v", text, d)
			}
			placeholders := strings.Contains(text[d.from:d.to], "XX") // a template's range: its place, no dates
			if d.start.IsZero() && d.end.IsZero() && !placeholders {
				t.Fatalf("%q: empty span %+v", text, d)
			}
			last = d.to
		}
	})
}

func BenchmarkFindDates(b *testing.B) {
	for b.Loop() {
		findDates("Scientific Employee / PhD Student - University of Bremen, Jan 2016 - present", true)
	}
}
