"""Official tables as they come, and one for each thing that can be wrong with them."""

ORGANISATION, SERVICE = "自治体DXの推進体制等", "住民サービスのDX"
CARDS = (
    '"算出基準日","都道府県名","市区町村名","総数（人口）","交付枚数","人口に対する交付枚数率","人口算出基準日",'
    '"交付件数基準日","団体コード"'
)
SAPPORO = "2022/12/31,北海道,札幌市,1960668,1113718,56.8,2022/01/01,2022/12/31,11002"
KITAKAMI = "2022/12/31,岩手県,北上市,92413,42007,45.5,2022/01/01,2022/12/31,32069"
USE = "よく使う32手続のオンライン申請利用状況"


def table(*rows):
    return "\r\n".join(rows) + "\r\n"


STATUS = table(
    ",,札幌市,函館市,北上市,輪島市,",
    f"{ORGANISATION},CIOの任命,実施,未実施,実施,調査無し,",
    "自治体業務のDX,テレワークの導入状況,実施,未実施,実施,実施,",
    f"{SERVICE},マイナンバーカードの保有状況,72%,71%,71%,,",
    f"{SERVICE},子育て・介護26手続のオンライン化状況 ,0%,100%,100%,%,",
    f"{SERVICE},よく使う32手続のオンライン化状況_実施されている手続総数（分母）,24,25,20,22,",
)


HELD = f"{SERVICE},マイナンバーカードの保有状況"
# what is wrong: the file, and what the message must contain in English and in Japanese
WRONG = {
    "unknown layout": (
        "都市,人口\n札幌市,1\n",
        ["表.csv, row 1: the headings 都市, 人口 are those of no official table known", "団体コード", SERVICE],
        "見出し「都市、人口」",
    ),
    "a comma astray": (
        table(CARDS, SAPPORO.replace("1960668", '"196,0668"')),
        ["row 2, column '総数（人口）': '196,0668' cannot be read as a number"],
        "数値として読めません",
    ),
    "a mark before a count": (
        table(CARDS, SAPPORO.replace("1960668", "①960668")),
        ["row 2, column '総数（人口）': '①960668' cannot be read as a number"],
        "数値として読めません",
    ),
    "empty": ("", ["表.csv: the table has no rows of values"], "値の行がありません"),
    "headings only": (CARDS, ["the table has no rows of values"], "値の行がありません"),
    "not a text": (
        b"\x81\xff\xfe\x00abc",
        ["neither UTF-8, UTF-16 nor Shift_JIS"],
        "UTF-8・UTF-16・Shift_JIS のどれでも",
    ),
    "old excel": (b"\xd0\xcf\x11\xe0rest", ["save it as 'CSV UTF-8'"], "保存し直して"),
    "broken excel": (b"PK\x03\x04rest", ["an Excel file that cannot be read"], "Excel"),
    "open quote": (table(CARDS, '"札幌'), ["not readable as CSV"], "CSV として読めません"),
    "width": (table(CARDS, SAPPORO + ",1"), ["row 2: 10 values under 9 column headings"], "9 列"),
    "no such code": (
        table(CARDS, SAPPORO.replace("11002", "999999")),
        ["row 2, column '団体コード': '999999' is not the code of a municipality"],
        "団体コードではありません",
    ),
    "check digit": (
        table(CARDS, SAPPORO.replace("11002", "11003")),
        ["'11003' is not the code of a municipality; its check digit"],
        "検査数字",
    ),
    "other prefecture": (
        table(CARDS, SAPPORO.replace("北海道", "青森県")),
        ["'11002' belongs to 北海道, but the row says '青森県'"],
        "「青森県」とあります",
    ),
    "no code and no such name": (
        table(CARDS, SAPPORO.replace("11002", "<NA>").replace("札幌市", "札幌町")),
        ["there is no municipality or prefecture '北海道札幌町'"],
        "「北海道札幌町」",
    ),
    "repeated code": (
        table(CARDS, SAPPORO, SAPPORO),
        ["row 3, column '団体コード': '01100' is a duplicate (also 表.csv, row 2)"],
        "重複しています",
    ),
    "web page": (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", ["this is a web page and no table"], "ウェブページです"),
    "code and name": (
        table(CARDS, SAPPORO.replace("札幌市", "函館市")),
        ["row 2, column '団体コード': the code '11002' belongs to 札幌市, but the row says '函館市'"],
        "札幌市のものですが、行には「函館市」",
    ),
    "rate of other figures": (
        table(CARDS, SAPPORO.replace("56.8", "65.8")),
        ["column '人口に対する交付枚数率': found 65.8, but 1,113,718 of 1,960,668 is 56.8"],
        "1,113,718 ÷ 1,960,668 は 56.8",
    ),
    "more cards than people": (
        table(CARDS, "2022/12/31,東京都,青ヶ島村,1000,5000,50.0,2022/01/01,2022/12/31,134023"),
        ["column '人口に対する交付枚数率': 5,000 is more than the whole, 1,000"],
        "5,000 は全体の 1,000 より多く",
    ),
    "no such day": (
        table(CARDS, SAPPORO.replace("2022/12/31,1", "2022/02/31,1")),
        ["column '交付件数基準日': '2022/02/31' cannot be read as a day of the calendar"],
        "暦にある日",
    ),
    "census with a preamble": (
        table("国勢調査", "表題", "", *(f"{n},{n},{n}" for n in range(300)), "1,2,3,4,5"),
        ["are those of no official table known"],
        "どの公式の表とも",
    ),
    "former name as a heading": (
        table(",,札幌市,富谷町", f"{HELD},72%,71%"),
        ["'富谷町' is no municipality of today: 富谷町, since 2016-10-10 富谷市 (04216)"],
        "2016-10-10から富谷市（04216）",
    ),
    "undated": (
        table("都道府県名,市区町村名,人口,交付枚数,人口に対する交付枚数率", "北海道,札幌市,1960668,1113718,56.8"),
        ["the table states no date; give --as-of"],
        "--as-of",
    ),
    "rate": (
        table(CARDS, SAPPORO.replace("56.8", "568")),
        ["row 2, column '人口に対する交付枚数率': '568' cannot be read as a percentage", "lost decimal point"],
        "小数点の抜け",
    ),
    "count": (
        table(CARDS, SAPPORO.replace("1113718", "111万")),
        ["column '交付枚数': '111万' cannot be read as a number"],
        "数値として読めません",
    ),
    "date": (
        table(CARDS, SAPPORO.replace("2022/12/31,1", "令和4年末,1")),
        ["column '交付件数基準日'", "'令和4年末'"],
        "2022/12/31",
    ),
    "percentage": (
        table(",,札幌市,函館市", f"{HELD},172%,71%"),
        ["表.csv, row 2, column '札幌市': '172%' cannot be read as a percentage"],
        "割合",
    ),
    "status": (
        table(",,札幌市", f"{ORGANISATION},CIOの任命,未実施予定"),
        ["row 2, column '札幌市': found '未実施予定'; expected one of 実施, 未実施, 調査無し"],
        "のどれでもありません",
    ),
    "unknown row": (
        table(",,札幌市", f"{SERVICE},窓口の数,3"),
        ["row 2: data/mappings/all/indicators.csv does not say what to do with '住民サービスのDX 窓口の数'; add a row"],
        "決められていません",
    ),
    "repeated row": (
        table(",,札幌市", f"{HELD},72%", f"{HELD},72%"),
        ["row 3: 'マイナンバーカードの保有状況' is a duplicate"],
        "重複",
    ),
    "no such name": (
        table(",,札幌市,架空市", f"{HELD},72%,71%"),
        ["column '架空市': there is no municipality or prefecture '架空市'"],
        "「架空市」という市区町村",
    ),
    "which of two": (table(",,伊達市", f"{HELD},72%"), ["2 municipalities are called '伊達市'"], "2 団体"),
    "repeated name": (table(",,札幌市,札幌市", f"{HELD},72%,72%"), ["'札幌市' is repeated"], "繰り返されています"),
    "a month without a day": (
        table(CARDS, SAPPORO.replace("2022/12/31,1", "2022/12,1")),
        ["column '交付件数基準日': '2022/12' cannot be read as a day"],
        "暦にある日",
    ),
    "a year long ago": (
        table(CARDS, SAPPORO.replace("2022/12/31,1", "1922/12/31,1")),
        ["'1922/12/31' cannot be read as a day"],
        "暦にある日",
    ),
    "a heading twice": (
        table(CARDS + ",人口に対する交付枚数率（男）", SAPPORO + ",50.0"),
        ["row 1, column '人口に対する交付枚数率（男）': '人口に対する交付枚数率（男）' is a duplicate"],
        "重複",
    ),
    "issued and held": (
        table(CARDS.replace('"交付枚数"', '"保有枚数"'), SAPPORO),
        ["row 1: cards issued (交付) and cards held (保有) are different figures"],
        "見出しがそろっていません",
    ),
    "a ward's code and its city's name": (
        table(CARDS, SAPPORO.replace("11002", "11011")),
        ["the code '11011' belongs to 札幌市の行政区, but the row says '札幌市'"],
        "行政区のものですが",
    ),
    "a prefecture that is blank": (
        table(
            "都道府県名,市区町村名,人口,交付枚数,人口に対する交付枚数率,交付枚数基準日", ",函館市,100,50,50.0,R4.1.1"
        ),
        ["column '市区町村名': '函館市' may be any of 北海道函館市; put the prefecture before it"],
        "都道府県名を前に",
    ),
    "a share without its sign": (
        table(",,札幌市,函館市", f"{HELD},0.7,71"),
        ["row 2, column '札幌市': '0.7' may be 0.7 % or a hundred times as much"],
        "% を付けて",
    ),
    "a status of another table": (
        table(",,札幌市", f"{ORGANISATION},CIOの任命,済"),
        ["row 2, column '札幌市': found '済'; expected one of 実施, 未実施, 調査無し"],
        "のどれでもありません",
    ),
    "a column without a name": (
        table(",,札幌市,", f"{HELD},72%,71%"),
        ["row 1: there are columns without a heading (D)"],
        "見出しのない列",
    ),
    "a prefecture among municipalities": (
        table(",,札幌市,北海道", f"{HELD},72%,71%"),
        ["'北海道' is no municipality of today: a prefecture (北海道)"],
        "都道府県（北海道）",
    ),
    "tabs": (
        table(CARDS, SAPPORO).replace(chr(34), "").replace(",", "\t"),
        ["row 1: its columns are separated by tabs"],
        "タブ",
    ),
    "a document": (b"%PDF-1.7", ["whatever its name says, it is a PDF"], "PDF"),
    "an archive of nothing": (
        b"PK\x05\x06" + bytes(18),
        ["the archive holds no Excel or CSV file"],
        "圧縮ファイルの中に",
    ),
    "contradiction": (
        table(",,札幌市,北上市", f"{HELD},72%,99%"),
        [
            "column '北上市': found '99', but the figure that is there says '71' (data/raw/reference/digital_agency_dx_2024.csv, row ",
            "if it is another edition, give --published and --as-of",
        ],
        "すでにある値は「71」",
    ),
}
