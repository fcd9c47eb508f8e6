"""What the operating system refuses, in words: which file, what is wrong with it, what to do."""

from __future__ import annotations

import errno
import os

from dxcompare.words.text import Text

#: What is wrong, by the system's number of the error.
WRONG = {
    errno.ENOENT: Text("その名前のファイルもフォルダーもない", "there is no file or folder of that name"),
    errno.EACCES: Text(
        "読み書きの権限がない。ほかのプログラム（Excel など）で開いていれば閉じる",
        "permission is denied; if another program, such as Excel, has it open, close it there",
    ),
    errno.EROFS: Text(
        "読み取り専用の場所なので書けない。ほかの場所を指定する", "the place is read-only; name another one"
    ),
    errno.ENOSPC: Text(
        "ディスクに空きがない。空けてから、もう一度実行する", "the disk is full; make room and run again"
    ),
    errno.EFBIG: Text(
        "書けるファイルの大きさの上限を超える。ほかの場所を指定する",
        "the file would be larger than may be written there; name another place",
    ),
    errno.EXDEV: Text(
        "リンクの先が別のディスクにある。リンクでないフォルダーを使う",
        "it leads to another disk by a link; use a folder that is no link",
    ),
    errno.EISDIR: Text("ファイルのはずがフォルダーである", "it is a folder, where a file is due"),
    errno.ENOTDIR: Text("フォルダーのはずがファイルである", "it is a file, where a folder is due"),
    errno.EEXIST: Text("すでにある", "it is there already"),
    errno.ENOTEMPTY: Text("フォルダーが空でない", "the folder is not empty"),
    errno.ENAMETOOLONG: Text("名前が長すぎる", "the name is too long"),
    errno.ELOOP: Text("リンクが輪になっている", "its links go round in a circle"),
    errno.EMFILE: Text("一度に開けるファイルの数を超えた", "more files are open than may be at once"),
    errno.EIO: Text(
        "読み書きの途中で装置が失敗した（外付けや共有のディスクなら接続を確かめる）",
        "the device failed; if it is an external or shared disk, see that it is connected",
    ),
}
#: Other numbers of the same.
SAME = {errno.EPERM: errno.EACCES, errno.EDQUOT: errno.ENOSPC, errno.ENFILE: errno.EMFILE}


def said(error: OSError) -> Text:
    """An error of the operating system as one line: the path, what is wrong with it, what to do.

    >>> said(PermissionError(13, "Permission denied", "reports/index.html")).en
    'reports/index.html: permission is denied; if another program, such as Excel, has it open, close it there'
    """
    if error.errno is None:  # our own, which say it all
        return getattr(error, "said", None) or Text(str(error), str(error))
    number = SAME.get(error.errno, error.errno)
    wrong = WRONG.get(number, Text(os.strerror(number), os.strerror(number)))
    paths = " → ".join(
        os.fsdecode(path) for path in (error.filename, error.filename2) if isinstance(path, (str, bytes))
    )
    return Text(f"{paths}：{wrong.ja}", f"{paths}: {wrong.en}") if paths else wrong
