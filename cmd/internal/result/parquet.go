package result

import (
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"rolecall/classify"
)

// A ParquetEvidence is a piece of evidence as Parquet files have it.
type ParquetEvidence struct {
	Concept   string   `parquet:"concept,dict"`
	Role      string   `parquet:"role,dict"`
	Weight    float64  `parquet:"weight"`
	Zone      string   `parquet:"zone,dict"`
	Start     int64    `parquet:"start"`
	End       int64    `parquet:"end"`
	Text      string   `parquet:"text"`
	Sentence  string   `parquet:"sentence"`
	Documents []string `parquet:"documents,list"`
}

// ParquetEvidenceOf returns evidence in that form.
func ParquetEvidenceOf(evidence []classify.Evidence) []ParquetEvidence {
	list := make([]ParquetEvidence, len(evidence))
	for i, e := range evidence {
		list[i] = ParquetEvidence{e.Concept, string(e.Role), e.Weight, string(e.Zone), int64(e.Start), int64(e.End), e.Text, e.Sentence, e.Documents}
	}
	return list
}

// rowsPerGroup bounds what is held in memory before it is written.
const rowsPerGroup = 2048

// NewParquetWriter returns a writer of rows as a Parquet file. Without another
// schema the file has that of T.
func NewParquetWriter[T any](out io.Writer, more ...parquet.WriterOption) *parquet.GenericWriter[T] {
	return parquet.NewGenericWriter[T](out, slices.Concat(more, []parquet.WriterOption{
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), parquet.MaxRowsPerRowGroup(rowsPerGroup),
	})...)
}
