// Encodings and hashes.
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"os"
	"strings"
)

type rec struct{ name, n string }

func main() {
	r := csv.NewReader(strings.NewReader("name,n\n\"a,b\",1\n"))
	rows, err := r.ReadAll()
	fmt.Println(rows, len(rows), err)
	var recs []rec
	for _, row := range rows[1:] {
		recs = append(recs, rec{row[0], row[1]})
	}
	fmt.Printf("%+v\n", recs)
	w := csv.NewWriter(os.Stdout)
	w.Write([]string{"x\"y", "z"})
	w.Flush()
	fmt.Println(hex.EncodeToString([]byte("hi")), base64.StdEncoding.EncodeToString([]byte("hello")))
	fmt.Printf("%x\n", sha256.Sum256([]byte("abc")))
	h := fnv.New32a()
	h.Write([]byte("key"))
	fmt.Println(h.Sum32(), crc32.ChecksumIEEE([]byte("a")))
}
