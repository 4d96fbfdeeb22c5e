package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"shortlist/parser/sandbox"
)

// readerMetrics tells Prometheus of the processes that read documents.
type readerMetrics struct{ pool *sandbox.Pool }

var (
	readersAlive  = prometheus.NewDesc("shortlist_readers", "Processes that read documents.", nil, nil)
	readersStarts = prometheus.NewDesc("shortlist_reader_starts_total", "Processes started to read documents.", nil, nil)
	readersEnds   = prometheus.NewDesc("shortlist_reader_ends_total", "Processes that ended, by reason.", []string{"reason"}, nil)
)

// Describe implements prometheus.Collector.
func (readerMetrics) Describe(out chan<- *prometheus.Desc) {
	out <- readersAlive
	out <- readersStarts
	out <- readersEnds
}

// Collect implements prometheus.Collector.
func (m readerMetrics) Collect(out chan<- prometheus.Metric) {
	counts := m.pool.Counts()
	out <- prometheus.MustNewConstMetric(readersAlive, prometheus.GaugeValue, float64(counts.Alive))
	out <- prometheus.MustNewConstMetric(readersStarts, prometheus.CounterValue, float64(counts.Starts))
	for reason, n := range counts.Ends {
		out <- prometheus.MustNewConstMetric(readersEnds, prometheus.CounterValue, float64(n), reason)
	}
}
