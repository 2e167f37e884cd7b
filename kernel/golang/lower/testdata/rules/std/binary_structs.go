package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

type H struct {
	Magic uint32
	N     uint16
	Arr   [2]int8
	Sub   struct{ A, B uint8 }
}
type E uint16

func main() {
	var b bytes.Buffer
	fmt.Println(binary.Write(&b, binary.BigEndian, H{0xCAFE, 2, [2]int8{-1, 1}, struct{ A, B uint8 }{3, 4}}))
	fmt.Println(b.Bytes(), binary.Size(H{}), binary.Size([]H{{}, {}}))
	var h H
	fmt.Println(binary.Read(&b, binary.BigEndian, &h), h)
	fmt.Println(binary.Write(&b, binary.LittleEndian, []E{1, 2}), b.Bytes())
	fmt.Println(binary.Write(&b, binary.LittleEndian, struct{ X int }{1}))
	fmt.Println(binary.Read(&b, binary.LittleEndian, h))
}
