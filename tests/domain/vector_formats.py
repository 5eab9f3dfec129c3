"""Which format of the contract each format of the vectors is."""

# The CSN comes back.
WHOLE = {
    "api_hex": "hex",
    "10H": "hex",
    "8H": "hex",
    "14H": "hex",
    "byte_reversed_10H": "hex-reversed",
    "8H_byte_reversed": "hex-reversed",
    "14H_byte_reversed": "hex-reversed",
    "bitrev_per_byte_10H": "hex-bitrev",
    "bitrev_per_byte_8H": "hex-bitrev",
    "bits_reversed_40": "hex-reversed-bitrev",
    "nibble_swap_10H": "hex-nibble",
    "nibble_swap_8H": "hex-nibble",
    "bit_inverted_8H": "hex-inverted",
    "10H13D": "dec",
    "10H12D": "dec",
    "10H14D(IK2)": "dec",
    "8H10D": "dec",
    "14H17D": "dec",
    "byte_reversed_13D": "dec-reversed",
    "8H10D_byte_reversed": "dec-reversed",
    "14H17D_byte_reversed": "dec-reversed",
    "bitrev_15D(IK3)": "dec-bitrev",
    "20D(ZK)": "zk20",
}

# A part of it, refused with the reason.
PARTIAL = {
    "08H10D": "08h10d",
    "06H08D": "06h08d",
    "3.5A": "3.5a",
    "3.5B": "3.5b",
    "3.5C(2H4H,WG26)": "3.5c",
    "3.5C_low24": "3.5c",
    "3+5_nosep": "3.5c",
    "4H4H_5.5D": "5.5",
    "paxton": "paxton",
    "wiegand26_bits": "wiegand26",
    "H10301_fc1_cn3_bits": "wiegand26",
    "H10301_fc10_cn1188_bits": "wiegand26",
    "H10301_fc255_cn65535": "wiegand26",
    "wiegand34_bits": "wiegand34",
    "wiegand34_bits_byte_reversed": "wiegand34-reversed",
    "H10302_cn1": "h10302",
    "H10304_fc1234_cn56789": "h10304",
}
