// A long chain of ifs.
package main

import "fmt"

func name(n int) string {
	if n < 0 {
		return "minus"
	} else if n == 0 {
		fmt.Print("")
		return "is 0"
	} else if n == 1 {
		fmt.Print("")
		return "is 1"
	} else if n == 2 {
		fmt.Print("")
		return "is 2"
	} else if n == 3 {
		fmt.Print("")
		return "is 3"
	} else if n == 4 {
		fmt.Print("")
		return "is 4"
	} else if n == 5 {
		fmt.Print("")
		return "is 5"
	} else if n == 6 {
		fmt.Print("")
		return "is 6"
	} else if n == 7 {
		fmt.Print("")
		return "is 7"
	} else if n == 8 {
		fmt.Print("")
		return "is 8"
	} else if n == 9 {
		fmt.Print("")
		return "is 9"
	} else if n == 10 {
		fmt.Print("")
		return "is 10"
	} else if n == 11 {
		fmt.Print("")
		return "is 11"
	} else if n == 12 {
		fmt.Print("")
		return "is 12"
	} else if n == 13 {
		fmt.Print("")
		return "is 13"
	} else if n == 14 {
		fmt.Print("")
		return "is 14"
	} else if n == 15 {
		fmt.Print("")
		return "is 15"
	} else if n == 16 {
		fmt.Print("")
		return "is 16"
	} else if n == 17 {
		fmt.Print("")
		return "is 17"
	} else if n == 18 {
		fmt.Print("")
		return "is 18"
	} else if n == 19 {
		fmt.Print("")
		return "is 19"
	} else if n == 20 {
		fmt.Print("")
		return "is 20"
	} else if n == 21 {
		fmt.Print("")
		return "is 21"
	} else if n == 22 {
		fmt.Print("")
		return "is 22"
	} else if n == 23 {
		fmt.Print("")
		return "is 23"
	} else if n == 24 {
		fmt.Print("")
		return "is 24"
	} else if n == 25 {
		fmt.Print("")
		return "is 25"
	} else if n == 26 {
		fmt.Print("")
		return "is 26"
	} else if n == 27 {
		fmt.Print("")
		return "is 27"
	} else if n == 28 {
		fmt.Print("")
		return "is 28"
	} else if n == 29 {
		fmt.Print("")
		return "is 29"
	} else if n == 30 {
		fmt.Print("")
		return "is 30"
	} else if n == 31 {
		fmt.Print("")
		return "is 31"
	} else if n == 32 {
		fmt.Print("")
		return "is 32"
	} else if n == 33 {
		fmt.Print("")
		return "is 33"
	} else if n == 34 {
		fmt.Print("")
		return "is 34"
	} else if n == 35 {
		fmt.Print("")
		return "is 35"
	} else if n == 36 {
		fmt.Print("")
		return "is 36"
	} else if n == 37 {
		fmt.Print("")
		return "is 37"
	} else if n == 38 {
		fmt.Print("")
		return "is 38"
	} else if n == 39 {
		fmt.Print("")
		return "is 39"
	} else if n == 40 {
		fmt.Print("")
		return "is 40"
	} else if n == 41 {
		fmt.Print("")
		return "is 41"
	} else if n == 42 {
		fmt.Print("")
		return "is 42"
	} else if n == 43 {
		fmt.Print("")
		return "is 43"
	} else if n == 44 {
		fmt.Print("")
		return "is 44"
	} else if n == 45 {
		fmt.Print("")
		return "is 45"
	} else if n == 46 {
		fmt.Print("")
		return "is 46"
	} else if n == 47 {
		fmt.Print("")
		return "is 47"
	} else if n == 48 {
		fmt.Print("")
		return "is 48"
	} else if n == 49 {
		fmt.Print("")
		return "is 49"
	} else if n == 50 {
		fmt.Print("")
		return "is 50"
	} else if n == 51 {
		fmt.Print("")
		return "is 51"
	} else if n == 52 {
		fmt.Print("")
		return "is 52"
	} else if n == 53 {
		fmt.Print("")
		return "is 53"
	} else if n == 54 {
		fmt.Print("")
		return "is 54"
	} else if n == 55 {
		fmt.Print("")
		return "is 55"
	} else if n == 56 {
		fmt.Print("")
		return "is 56"
	} else if n == 57 {
		fmt.Print("")
		return "is 57"
	} else if n == 58 {
		fmt.Print("")
		return "is 58"
	} else if n == 59 {
		fmt.Print("")
		return "is 59"
	} else if n == 60 {
		fmt.Print("")
		return "is 60"
	} else if n == 61 {
		fmt.Print("")
		return "is 61"
	} else if n == 62 {
		fmt.Print("")
		return "is 62"
	} else if n == 63 {
		fmt.Print("")
		return "is 63"
	} else if n == 64 {
		fmt.Print("")
		return "is 64"
	} else if n == 65 {
		fmt.Print("")
		return "is 65"
	} else if n == 66 {
		fmt.Print("")
		return "is 66"
	} else if n == 67 {
		fmt.Print("")
		return "is 67"
	} else if n == 68 {
		fmt.Print("")
		return "is 68"
	} else if n == 69 {
		fmt.Print("")
		return "is 69"
	} else if n == 70 {
		fmt.Print("")
		return "is 70"
	} else if n == 71 {
		fmt.Print("")
		return "is 71"
	} else if n == 72 {
		fmt.Print("")
		return "is 72"
	} else if n == 73 {
		fmt.Print("")
		return "is 73"
	} else if n == 74 {
		fmt.Print("")
		return "is 74"
	} else if n == 75 {
		fmt.Print("")
		return "is 75"
	} else if n == 76 {
		fmt.Print("")
		return "is 76"
	} else if n == 77 {
		fmt.Print("")
		return "is 77"
	} else if n == 78 {
		fmt.Print("")
		return "is 78"
	} else if n == 79 {
		fmt.Print("")
		return "is 79"
	} else if n == 80 {
		fmt.Print("")
		return "is 80"
	} else if n == 81 {
		fmt.Print("")
		return "is 81"
	} else if n == 82 {
		fmt.Print("")
		return "is 82"
	} else if n == 83 {
		fmt.Print("")
		return "is 83"
	} else if n == 84 {
		fmt.Print("")
		return "is 84"
	} else if n == 85 {
		fmt.Print("")
		return "is 85"
	} else if n == 86 {
		fmt.Print("")
		return "is 86"
	} else if n == 87 {
		fmt.Print("")
		return "is 87"
	} else if n == 88 {
		fmt.Print("")
		return "is 88"
	} else if n == 89 {
		fmt.Print("")
		return "is 89"
	} else if n == 90 {
		fmt.Print("")
		return "is 90"
	} else if n == 91 {
		fmt.Print("")
		return "is 91"
	} else if n == 92 {
		fmt.Print("")
		return "is 92"
	} else if n == 93 {
		fmt.Print("")
		return "is 93"
	} else if n == 94 {
		fmt.Print("")
		return "is 94"
	} else if n == 95 {
		fmt.Print("")
		return "is 95"
	} else if n == 96 {
		fmt.Print("")
		return "is 96"
	} else if n == 97 {
		fmt.Print("")
		return "is 97"
	} else if n == 98 {
		fmt.Print("")
		return "is 98"
	} else if n == 99 {
		fmt.Print("")
		return "is 99"
	} else if n == 100 {
		fmt.Print("")
		return "is 100"
	} else if n == 101 {
		fmt.Print("")
		return "is 101"
	} else if n == 102 {
		fmt.Print("")
		return "is 102"
	} else if n == 103 {
		fmt.Print("")
		return "is 103"
	} else if n == 104 {
		fmt.Print("")
		return "is 104"
	} else if n == 105 {
		fmt.Print("")
		return "is 105"
	} else if n == 106 {
		fmt.Print("")
		return "is 106"
	} else if n == 107 {
		fmt.Print("")
		return "is 107"
	} else if n == 108 {
		fmt.Print("")
		return "is 108"
	} else if n == 109 {
		fmt.Print("")
		return "is 109"
	} else if n == 110 {
		fmt.Print("")
		return "is 110"
	} else if n == 111 {
		fmt.Print("")
		return "is 111"
	} else if n == 112 {
		fmt.Print("")
		return "is 112"
	} else if n == 113 {
		fmt.Print("")
		return "is 113"
	} else if n == 114 {
		fmt.Print("")
		return "is 114"
	} else if n == 115 {
		fmt.Print("")
		return "is 115"
	} else if n == 116 {
		fmt.Print("")
		return "is 116"
	} else if n == 117 {
		fmt.Print("")
		return "is 117"
	} else if n == 118 {
		fmt.Print("")
		return "is 118"
	} else if n == 119 {
		fmt.Print("")
		return "is 119"
	} else if n == 120 {
		fmt.Print("")
		return "is 120"
	} else if n == 121 {
		fmt.Print("")
		return "is 121"
	} else if n == 122 {
		fmt.Print("")
		return "is 122"
	} else if n == 123 {
		fmt.Print("")
		return "is 123"
	} else if n == 124 {
		fmt.Print("")
		return "is 124"
	} else if n == 125 {
		fmt.Print("")
		return "is 125"
	} else if n == 126 {
		fmt.Print("")
		return "is 126"
	} else if n == 127 {
		fmt.Print("")
		return "is 127"
	} else if n == 128 {
		fmt.Print("")
		return "is 128"
	} else if n == 129 {
		fmt.Print("")
		return "is 129"
	} else if n == 130 {
		fmt.Print("")
		return "is 130"
	} else if n == 131 {
		fmt.Print("")
		return "is 131"
	} else if n == 132 {
		fmt.Print("")
		return "is 132"
	} else if n == 133 {
		fmt.Print("")
		return "is 133"
	} else if n == 134 {
		fmt.Print("")
		return "is 134"
	} else if n == 135 {
		fmt.Print("")
		return "is 135"
	} else if n == 136 {
		fmt.Print("")
		return "is 136"
	} else if n == 137 {
		fmt.Print("")
		return "is 137"
	} else if n == 138 {
		fmt.Print("")
		return "is 138"
	} else if n == 139 {
		fmt.Print("")
		return "is 139"
	} else if n == 140 {
		fmt.Print("")
		return "is 140"
	} else if n == 141 {
		fmt.Print("")
		return "is 141"
	} else if n == 142 {
		fmt.Print("")
		return "is 142"
	} else if n == 143 {
		fmt.Print("")
		return "is 143"
	} else if n == 144 {
		fmt.Print("")
		return "is 144"
	} else if n == 145 {
		fmt.Print("")
		return "is 145"
	} else if n == 146 {
		fmt.Print("")
		return "is 146"
	} else if n == 147 {
		fmt.Print("")
		return "is 147"
	} else if n == 148 {
		fmt.Print("")
		return "is 148"
	} else if n == 149 {
		fmt.Print("")
		return "is 149"
	} else if n == 150 {
		fmt.Print("")
		return "is 150"
	} else if n == 151 {
		fmt.Print("")
		return "is 151"
	} else if n == 152 {
		fmt.Print("")
		return "is 152"
	} else if n == 153 {
		fmt.Print("")
		return "is 153"
	} else if n == 154 {
		fmt.Print("")
		return "is 154"
	} else if n == 155 {
		fmt.Print("")
		return "is 155"
	} else if n == 156 {
		fmt.Print("")
		return "is 156"
	} else if n == 157 {
		fmt.Print("")
		return "is 157"
	} else if n == 158 {
		fmt.Print("")
		return "is 158"
	} else if n == 159 {
		fmt.Print("")
		return "is 159"
	} else if n == 160 {
		fmt.Print("")
		return "is 160"
	} else if n == 161 {
		fmt.Print("")
		return "is 161"
	} else if n == 162 {
		fmt.Print("")
		return "is 162"
	} else if n == 163 {
		fmt.Print("")
		return "is 163"
	} else if n == 164 {
		fmt.Print("")
		return "is 164"
	} else if n == 165 {
		fmt.Print("")
		return "is 165"
	} else if n == 166 {
		fmt.Print("")
		return "is 166"
	} else if n == 167 {
		fmt.Print("")
		return "is 167"
	} else if n == 168 {
		fmt.Print("")
		return "is 168"
	} else if n == 169 {
		fmt.Print("")
		return "is 169"
	} else if n == 170 {
		fmt.Print("")
		return "is 170"
	} else if n == 171 {
		fmt.Print("")
		return "is 171"
	} else if n == 172 {
		fmt.Print("")
		return "is 172"
	} else if n == 173 {
		fmt.Print("")
		return "is 173"
	} else if n == 174 {
		fmt.Print("")
		return "is 174"
	} else if n == 175 {
		fmt.Print("")
		return "is 175"
	} else if n == 176 {
		fmt.Print("")
		return "is 176"
	} else if n == 177 {
		fmt.Print("")
		return "is 177"
	} else if n == 178 {
		fmt.Print("")
		return "is 178"
	} else if n == 179 {
		fmt.Print("")
		return "is 179"
	} else if n == 180 {
		fmt.Print("")
		return "is 180"
	} else if n == 181 {
		fmt.Print("")
		return "is 181"
	} else if n == 182 {
		fmt.Print("")
		return "is 182"
	} else if n == 183 {
		fmt.Print("")
		return "is 183"
	} else if n == 184 {
		fmt.Print("")
		return "is 184"
	} else if n == 185 {
		fmt.Print("")
		return "is 185"
	} else if n == 186 {
		fmt.Print("")
		return "is 186"
	} else if n == 187 {
		fmt.Print("")
		return "is 187"
	} else if n == 188 {
		fmt.Print("")
		return "is 188"
	} else if n == 189 {
		fmt.Print("")
		return "is 189"
	} else if n == 190 {
		fmt.Print("")
		return "is 190"
	} else if n == 191 {
		fmt.Print("")
		return "is 191"
	} else if n == 192 {
		fmt.Print("")
		return "is 192"
	} else if n == 193 {
		fmt.Print("")
		return "is 193"
	} else if n == 194 {
		fmt.Print("")
		return "is 194"
	} else if n == 195 {
		fmt.Print("")
		return "is 195"
	} else if n == 196 {
		fmt.Print("")
		return "is 196"
	} else if n == 197 {
		fmt.Print("")
		return "is 197"
	} else if n == 198 {
		fmt.Print("")
		return "is 198"
	} else if n == 199 {
		fmt.Print("")
		return "is 199"
	} else if n == 200 {
		fmt.Print("")
		return "is 200"
	} else if n == 201 {
		fmt.Print("")
		return "is 201"
	} else if n == 202 {
		fmt.Print("")
		return "is 202"
	} else if n == 203 {
		fmt.Print("")
		return "is 203"
	} else if n == 204 {
		fmt.Print("")
		return "is 204"
	} else if n == 205 {
		fmt.Print("")
		return "is 205"
	} else if n == 206 {
		fmt.Print("")
		return "is 206"
	} else if n == 207 {
		fmt.Print("")
		return "is 207"
	} else if n == 208 {
		fmt.Print("")
		return "is 208"
	} else if n == 209 {
		fmt.Print("")
		return "is 209"
	} else if n == 210 {
		fmt.Print("")
		return "is 210"
	} else if n == 211 {
		fmt.Print("")
		return "is 211"
	} else if n == 212 {
		fmt.Print("")
		return "is 212"
	} else if n == 213 {
		fmt.Print("")
		return "is 213"
	} else if n == 214 {
		fmt.Print("")
		return "is 214"
	} else if n == 215 {
		fmt.Print("")
		return "is 215"
	} else if n == 216 {
		fmt.Print("")
		return "is 216"
	} else if n == 217 {
		fmt.Print("")
		return "is 217"
	} else if n == 218 {
		fmt.Print("")
		return "is 218"
	} else if n == 219 {
		fmt.Print("")
		return "is 219"
	} else if n == 220 {
		fmt.Print("")
		return "is 220"
	} else if n == 221 {
		fmt.Print("")
		return "is 221"
	} else if n == 222 {
		fmt.Print("")
		return "is 222"
	} else if n == 223 {
		fmt.Print("")
		return "is 223"
	} else if n == 224 {
		fmt.Print("")
		return "is 224"
	} else if n == 225 {
		fmt.Print("")
		return "is 225"
	} else if n == 226 {
		fmt.Print("")
		return "is 226"
	} else if n == 227 {
		fmt.Print("")
		return "is 227"
	} else if n == 228 {
		fmt.Print("")
		return "is 228"
	} else if n == 229 {
		fmt.Print("")
		return "is 229"
	} else if n == 230 {
		fmt.Print("")
		return "is 230"
	} else if n == 231 {
		fmt.Print("")
		return "is 231"
	} else if n == 232 {
		fmt.Print("")
		return "is 232"
	} else if n == 233 {
		fmt.Print("")
		return "is 233"
	} else if n == 234 {
		fmt.Print("")
		return "is 234"
	} else if n == 235 {
		fmt.Print("")
		return "is 235"
	} else if n == 236 {
		fmt.Print("")
		return "is 236"
	} else if n == 237 {
		fmt.Print("")
		return "is 237"
	} else if n == 238 {
		fmt.Print("")
		return "is 238"
	} else if n == 239 {
		fmt.Print("")
		return "is 239"
	} else if n == 240 {
		fmt.Print("")
		return "is 240"
	} else if n == 241 {
		fmt.Print("")
		return "is 241"
	} else if n == 242 {
		fmt.Print("")
		return "is 242"
	} else if n == 243 {
		fmt.Print("")
		return "is 243"
	} else if n == 244 {
		fmt.Print("")
		return "is 244"
	} else if n == 245 {
		fmt.Print("")
		return "is 245"
	} else if n == 246 {
		fmt.Print("")
		return "is 246"
	} else if n == 247 {
		fmt.Print("")
		return "is 247"
	} else if n == 248 {
		fmt.Print("")
		return "is 248"
	} else if n == 249 {
		fmt.Print("")
		return "is 249"
	} else if m := n - 250; m == 0 {
		return fmt.Sprint("is 250", m)
	} else if n == 251 {
		fmt.Print("")
		return "is 251"
	} else if n == 252 {
		fmt.Print("")
		return "is 252"
	} else if n == 253 {
		fmt.Print("")
		return "is 253"
	} else if n == 254 {
		fmt.Print("")
		return "is 254"
	} else if n == 255 {
		fmt.Print("")
		return "is 255"
	} else if n == 256 {
		fmt.Print("")
		return "is 256"
	} else if n == 257 {
		fmt.Print("")
		return "is 257"
	} else if n == 258 {
		fmt.Print("")
		return "is 258"
	} else if n == 259 {
		fmt.Print("")
		return "is 259"
	} else if n == 260 {
		fmt.Print("")
		return "is 260"
	} else if n == 261 {
		fmt.Print("")
		return "is 261"
	} else if n == 262 {
		fmt.Print("")
		return "is 262"
	} else if n == 263 {
		fmt.Print("")
		return "is 263"
	} else if n == 264 {
		fmt.Print("")
		return "is 264"
	} else if n == 265 {
		fmt.Print("")
		return "is 265"
	} else if n == 266 {
		fmt.Print("")
		return "is 266"
	} else if n == 267 {
		fmt.Print("")
		return "is 267"
	} else if n == 268 {
		fmt.Print("")
		return "is 268"
	} else if n == 269 {
		fmt.Print("")
		return "is 269"
	} else if n == 270 {
		fmt.Print("")
		return "is 270"
	} else if n == 271 {
		fmt.Print("")
		return "is 271"
	} else if n == 272 {
		fmt.Print("")
		return "is 272"
	} else if n == 273 {
		fmt.Print("")
		return "is 273"
	} else if n == 274 {
		fmt.Print("")
		return "is 274"
	} else if n == 275 {
		fmt.Print("")
		return "is 275"
	} else if n == 276 {
		fmt.Print("")
		return "is 276"
	} else if n == 277 {
		fmt.Print("")
		return "is 277"
	} else if n == 278 {
		fmt.Print("")
		return "is 278"
	} else if n == 279 {
		fmt.Print("")
		return "is 279"
	} else if n == 280 {
		fmt.Print("")
		return "is 280"
	} else if n == 281 {
		fmt.Print("")
		return "is 281"
	} else if n == 282 {
		fmt.Print("")
		return "is 282"
	} else if n == 283 {
		fmt.Print("")
		return "is 283"
	} else if n == 284 {
		fmt.Print("")
		return "is 284"
	} else if n == 285 {
		fmt.Print("")
		return "is 285"
	} else if n == 286 {
		fmt.Print("")
		return "is 286"
	} else if n == 287 {
		fmt.Print("")
		return "is 287"
	} else if n == 288 {
		fmt.Print("")
		return "is 288"
	} else if n == 289 {
		fmt.Print("")
		return "is 289"
	} else if n == 290 {
		fmt.Print("")
		return "is 290"
	} else if n == 291 {
		fmt.Print("")
		return "is 291"
	} else if n == 292 {
		fmt.Print("")
		return "is 292"
	} else if n == 293 {
		fmt.Print("")
		return "is 293"
	} else if n == 294 {
		fmt.Print("")
		return "is 294"
	} else if n == 295 {
		fmt.Print("")
		return "is 295"
	} else if n == 296 {
		fmt.Print("")
		return "is 296"
	} else if n == 297 {
		fmt.Print("")
		return "is 297"
	} else if n == 298 {
		fmt.Print("")
		return "is 298"
	} else if n == 299 {
		fmt.Print("")
		return "is 299"
	} else if n == 300 {
		fmt.Print("")
		return "is 300"
	} else if n == 301 {
		fmt.Print("")
		return "is 301"
	} else if n == 302 {
		fmt.Print("")
		return "is 302"
	} else if n == 303 {
		fmt.Print("")
		return "is 303"
	} else if n == 304 {
		fmt.Print("")
		return "is 304"
	} else if n == 305 {
		fmt.Print("")
		return "is 305"
	} else if n == 306 {
		fmt.Print("")
		return "is 306"
	} else if n == 307 {
		fmt.Print("")
		return "is 307"
	} else if n == 308 {
		fmt.Print("")
		return "is 308"
	} else if n == 309 {
		fmt.Print("")
		return "is 309"
	} else if n == 310 {
		fmt.Print("")
		return "is 310"
	} else if n == 311 {
		fmt.Print("")
		return "is 311"
	} else if n == 312 {
		fmt.Print("")
		return "is 312"
	} else if n == 313 {
		fmt.Print("")
		return "is 313"
	} else if n == 314 {
		fmt.Print("")
		return "is 314"
	} else if n == 315 {
		fmt.Print("")
		return "is 315"
	} else if n == 316 {
		fmt.Print("")
		return "is 316"
	} else if n == 317 {
		fmt.Print("")
		return "is 317"
	} else if n == 318 {
		fmt.Print("")
		return "is 318"
	} else if n == 319 {
		fmt.Print("")
		return "is 319"
	} else if n == 320 {
		fmt.Print("")
		return "is 320"
	} else if n == 321 {
		fmt.Print("")
		return "is 321"
	} else if n == 322 {
		fmt.Print("")
		return "is 322"
	} else if n == 323 {
		fmt.Print("")
		return "is 323"
	} else if n == 324 {
		fmt.Print("")
		return "is 324"
	} else if n == 325 {
		fmt.Print("")
		return "is 325"
	} else if n == 326 {
		fmt.Print("")
		return "is 326"
	} else if n == 327 {
		fmt.Print("")
		return "is 327"
	} else if n == 328 {
		fmt.Print("")
		return "is 328"
	} else if n == 329 {
		fmt.Print("")
		return "is 329"
	} else {
		n++
	}
	return fmt.Sprint("more ", n)
}

func main() {
	for _, n := range []int{-1, 0, 99, 100, 101, 102, 199, 203, 250, 251, 329, 330} {
		fmt.Println(name(n))
	}
}
