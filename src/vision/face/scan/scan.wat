;; Products of one vector with many rows, eight-bit numbers, sixteen at a time (WebAssembly SIMD).
;; `npm run build:scan` makes scan-bytes.ts of it.
(module
  (memory (export "memory") 1)

  ;; Writes rows[i] · query, an i32 each, to out.
  ;; rows: count rows of `width` i8; query: `width` i16; width is a multiple of 16. All are byte offsets.
  (func (export "scan") (param $rows i32) (param $count i32) (param $width i32) (param $query i32) (param $out i32)
    (local $end i32)
    (local $at i32)
    (local $row v128)
    (local $low v128)
    (local $high v128)
    (if (i32.eqz (local.get $count)) (then (return)))
    (loop $rows_left
      (local.set $low (v128.const i32x4 0 0 0 0))
      (local.set $high (v128.const i32x4 0 0 0 0))
      (local.set $at (local.get $query))
      (local.set $end (i32.add (local.get $rows) (local.get $width)))
      (loop $numbers_left
        (local.set $row (v128.load (local.get $rows)))
        (local.set $low
          (i32x4.add
            (local.get $low)
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $row)) (v128.load (local.get $at)))))
        (local.set $high
          (i32x4.add
            (local.get $high)
            (i32x4.dot_i16x8_s
              (i16x8.extend_high_i8x16_s (local.get $row))
              (v128.load offset=16 (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
        (br_if $numbers_left (i32.lt_u (local.get $rows) (local.get $end))))
      (local.set $low (i32x4.add (local.get $low) (local.get $high)))
      (i32.store
        (local.get $out)
        (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $low)) (i32x4.extract_lane 1 (local.get $low)))
          (i32.add (i32x4.extract_lane 2 (local.get $low)) (i32x4.extract_lane 3 (local.get $low)))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br_if $rows_left (local.get $count)))))
