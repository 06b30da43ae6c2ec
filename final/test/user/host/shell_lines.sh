# SPDX-License-Identifier: MIT
# Lines that our shell and dash answer alike: the output, and the exit status.
# Each is run by itself, as sh -c LINE, in a directory with the files that the
# lines before it have left. Programs that they use: cat, chmod, cp, echo, env,
# false, grep, mkdir, true and sh.

# --- words and quotes ---
echo
echo one
  echo   one	two
echo 'a  b' "c  d" e\ \ f
echo a'b c'd"e f"g
echo '' "" x
/bin/echo '\n' "\n" '\\'
/bin/echo "a\$b a\"b a\\b a\`b a\qb"
/bin/echo a\$b a\"b a\\b a\;b a\qb \\
echo 'a"b' "a'b"
echo "$" $ a$ "a$" '$x' \$x
echo # nothing
echo a#b a #b c
# nothing at all
echo 'a # b' "c # d" \# e
echo {a,b} a=b =a ~x
echo a]b !c ^d @e %f
"echo" a; 'ec'ho b; ec\ho c
cat </dev/null

# --- lists ---
echo a; echo b
echo a;echo b;
true && echo yes
false && echo no
true || echo no
false || echo yes
false && echo no || echo yes
true || echo no && echo yes
true && false || echo a && echo b
false; echo $?
true; echo $?
false || false; echo $?
false && true; echo $?
false; true && echo $?
true &
false & true
false & wait; echo $?
echo in the background & wait
cat & echo nothing to read; wait

# --- status ---
false
true
nosuch
nosuch; echo $?
./nosuch; echo $?
nosuch/x; echo $?
/dev/null/x; echo $?
/; echo $?
'' ; echo $?
exit
exit 7; echo no
exit 256
false; exit
false || exit 3; echo no
nosuch && echo no || echo $?
sh -c 'exit 9'; echo $?
echo $? "$?" '$?' x$?y ${?}

# --- variables ---
x=1; echo $x "$x" '$x' ${x} x$x ${x}x $xx
x=1 y=2; echo $x$y
x=1; x=2; echo $x
x=1; y=$x$x; echo $y
x=a y=${x}b z=$y; echo $z
x=; echo a $x b "$x" c
echo a $unset b "$unset" c${unset}d
x='a   b'; echo $x "$x" $x$x
x=' a b '; echo p$x"q" "p"$x'q'
x=' '; echo a$x$x"b" a"$x"b
x="a b"; y=$x; echo "$y"
x='a b' echo c
x=1; x=2 true; echo $x
x=1; $nothing; echo $x $?
x=echo; $x hi; $x$x hi || echo $?
x='echo hi'; $x
x="'a b'"; echo $x
x='$y'; y=1; echo $x
x='a;b && c > d'; echo $x
x='#'; echo $x a
false; x=1; echo $?
x=$?; echo $x
false; x=$?; echo $x
1x=3; echo $?
x =3; echo $?
x=1; echo "${x}" "a${x}b" "$x$x" "\$x" \$x
x=1; echo $x-1 $x.a ${x}_ $x_
_a1=b; echo $_a1
x=a=b=c; echo $x
x=a\ b; echo "$x"
x='a'"b"\c; echo $x
echo $1 $9 "$2" x
echo $# "$#" x$#
echo a $@ b "$@" c $* d "$*" e
sh -c 'echo $# $1 $2 "$3" $0' name a 'b  c' ' d '
sh -c 'echo $@; echo "$@"; echo "x$@y"; echo $*; echo "$*"' name 'a  b' '' c
sh -c 'x="$@"; echo "$x"; x=$*; echo "$x"' name 'a  b' c
sh -c 'echo "$@"x' name
sh -c 'env "${@}" echo a "${@}"' name
sh -c 'exit $#' a b c d
x=$$; true; y=$$; sh -c 'exit 0'; echo done

# --- files ---
echo one > a; cat a
echo two >> a; cat a
echo three >a; cat <a
cat < a > b; cat b
>c; cat c; echo $?
> d < a; cat d
< nosuch
< nosuch; echo $?
< nosuch cat; echo $?
cat < nosuch || echo no
echo a > nosuch/x; echo $?
echo a > /; echo $?
echo a > nosuch/x && echo no
echo one two > 'a file'; cat 'a file'; cat "a file" a\ file
x='a file'; cat < $x; echo more >> $x; cat "$x"
x=e; echo x > $x$x; cat ee
echo one > 1 2; cat 1
echo one 2> 2; cat 2
echo one 2>2; cat 2
echo one 1> 3; cat 3
echo 1 2 >3 4; cat 3
echo a2>4; cat 4
nosuch 2> err || echo $?
cat nosuch 2> /dev/null; echo $?
> a echo b c; cat a
echo b > a c > b; cat a b
echo b > a; echo c > a; cat a
x=1 > a; echo $x; cat a
echo b >> a >> a; cat a
echo a >| b; cat b
echo to stderr >&2
echo to stderr >&2 2>/dev/null
echo to file 2>&1 > a; cat a
echo both > a 2>&1; cat a
cat nosuch > a 2>&1 || echo $?
echo a >& b
echo a >&x
cat <&0 < a
echo a > b & wait; cat b
pwd > p; cd /; pwd > /dev/null; pwd
cd nosuch > a; echo $?
sh -c 'cd nosuch 2>&1 > a' > /dev/null; cat a
pwd > r1 > r2 > r3 > r4 > r5 > r6 > r7 > r8; cat r1 r8; rm r?
true > a && false >> a || cat a
echo a>b;cat<b&&echo c>>b;cat b
cat < a < ee
exit 5 > a

# --- directories ---
cd /; pwd
cd /dev; pwd; cd ..; pwd
cd /etc/../dev/./; pwd
cd; pwd
cd / && cd dev && pwd
cd /etc; cd /dev; cd -; pwd; cd - > /dev/null; pwd
cd nosuch
cd nosuch; echo $?
cd a; echo $?
cd nosuch || pwd > /dev/null && echo b
cd ''/dev; pwd
cd /dev; echo $PWD $OLDPWD > /dev/null; echo $PWD
HOME=/dev; cd; pwd
x=/dev; cd $x; cat < null; pwd

# --- patterns ---
echo *
echo "*" '*' \* "a*" a\*
echo ?
echo ? ?? ??? > a; cat a
echo [ab] [!ab] [a-c] [!a-c]* [1-3]
echo [ab [] []a] [a
echo e*
echo *e* *r *file
echo nosuch* x* *x
echo ./* ./a
echo /de? /d*v /de[v] /de*/nul?
echo /dev/nul* /dev/null* /dev/null/*
echo .* > /dev/null; echo h > .hidden; echo *idden .h* .[h]* "."hid*
echo */ /dev*/ /dev/nul*/
x='*'; echo "$x" > a; echo $x > b; cat a b
x=e*; echo $x "$x"
x=a; echo $x* "$x"* $x\* "$x*"
x='e e*'; echo $x
x='a[b'; echo $x
echo * > a*; cat 'a*'
cat < e*; echo $?
echo 'a*' a* "a"* 'a'?'file'
echo //dev/nul* /dev//nul*
x='\*'; /bin/echo "$x"

# --- scripts ---
echo 'echo in a script; exit 4' > script; sh script; echo $?
echo 'echo $0 $# $1 "$2"' > script; sh script a 'b  c' d
echo 'cd /dev; x=inner; pwd' > script; x=outer; sh script; echo $x
> script; sh script; echo $?
echo 'echo a' > script; echo '# comment' >> script; echo '  echo b' >> script; sh script
echo 'echo "a' > script; echo 'b"; echo c\' >> script; echo d >> script; sh script
echo 'x=1 \' > script; echo 'y=2 \' >> script; echo >> script; echo 'echo $x$y' >> script; sh script
echo 'false ||' > script; echo >> script; echo '# c' >> script; echo 'echo yes' >> script; sh script
echo 'echo a; echo "b' > script; sh script; echo $?
echo 'echo a' > script; echo 'echo b; | ' >> script; echo 'echo c' >> script; sh script; echo $?
echo 'echo a &&' > script; sh script; echo $?
echo 'nosuch' > script; sh script; echo $?
echo 'cat; echo b' > script; sh script < a
echo 'cat & wait' > script; sh script < a; echo $?
echo 'cat < a & wait' > script; sh script < b
echo 'echo a; exit 3; echo b' > script; sh < script; echo $?
echo 'echo $1 $0' > script; chmod +x script
./script a b
./script; echo $?
PATH=.:/bin; script c
echo 'echo $1' > script; PATH=:/bin; script d
PATH=/nosuch; script
PATH=/nosuch; script || exit $?
PATH=/nosuch:/bin; echo c
PATH=; nosuch
PATH=/dev:/bin; null; echo $?
sh nosuch 2>/dev/null || echo no
sh -c 'echo a; echo b'; sh -c ''; echo $?
sh -c 'false'; echo $?
sh -c 'echo $x'; x=1; sh -c 'echo $x'

# --- the environment ---
export x=1; sh -c 'echo $x'
x=1; export x; sh -c 'echo $x'
export x; sh -c 'echo $x'; x=5; sh -c 'echo $x'
export x=1 y='a  b' z; sh -c 'echo "$x $y $z"'
x=1; export x; x=2; sh -c 'echo $x'
x=1 sh -c 'echo $x'; echo $x
x=1; x=2 sh -c 'echo $x'; echo $x; sh -c 'echo $x'
x=1; export x; x=2 sh -c 'echo $x'; echo $x; sh -c 'echo $x'
x=1 x=2 sh -c 'echo $x'
x=1 y=$x sh -c 'echo $x $y'; echo $x$y
x=1 y=2 > e env; grep '^y=' e; grep '^x=' e
x=1; x=2 nosuch; echo $x
x=1; x=2 < nosuch; echo $x
x=1; x=2 > e; echo $x
x='a=b=c' sh -c 'echo $x'
x=1; sh -c 'x=2; sh -c "echo \$x"'
export x=1; sh -c 'x=2; sh -c "echo \$x"'; echo $x
y='a  b' ; export x=$y; echo "$x"
export x=*; echo "$x"
export x="$y"z; echo $x
export 1x
export x=1 a-b=2
export =1
unset 1x
export x=1; export > e; grep "^export x='1'" e
export a; export > e; grep '^export a$' e
unset x; echo a$x; x=1; unset x nosuch; echo b$x
export x=1; unset x; sh -c 'echo a$x'; x=2; sh -c 'echo b$x'
PATH=/nosuch env; echo $?
PATH=/nosuch; export PATH; /bin/sh -c env; /bin/echo $?
HOME=/dev cd; pwd; echo $HOME
cd /dev; sh -c 'echo $PWD'; env > /dev/null && echo done
cd /dev; cd /etc; sh -c 'echo $PWD $OLDPWD'
echo $PWD > e; sh -c 'echo $HOME $PATH'
env -i x=1 y=2 env
env x=1 sh -c 'echo $x; exit 7'; echo $?
export x=1; env -i /bin/sh -c 'echo $x a'
env nosuch; echo $?
env ./nosuch/x; echo $?
env a=1 b= env > e; grep '^a=' e; grep '^b=' e

# --- permission to execute ---
echo 'echo $1' > plain; ./plain a; echo $?
chmod 755 plain; ./plain a; echo $?
chmod -x plain; ./plain a; echo $?; sh plain b
chmod 401 plain; chmod +x plain; ./plain c
chmod 666 plain; env ./plain; echo $?; PATH=.:/bin; plain; echo $?
chmod +x nosuch; echo $?
mkdir dir; ./dir; echo $?; dir/; echo $?; env ./dir; echo $?
cp /bin/true copy; ./copy; echo $?; cat copy > bytes; ./bytes; echo $?
chmod +x bytes; ./bytes; echo $?
> none; ./none; echo $?; chmod +x none; ./none; echo $?
echo > none; chmod +x none; ./none; echo $?
cp plain plain2; ./plain2; echo $?; chmod 755 plain; cp plain plain3; ./plain3 e
echo x >> plain3; ./plain3 f; echo $?

# --- what is wrong ---
echo a; echo "b
echo 'a
;
; echo a
echo a ;; echo b
&& echo a
echo a && && echo b
echo a & & echo b
echo a >
echo a > ; echo b
echo a > > b
echo a <
>
echo a )
( echo a
echo ${}
echo ${x
echo ${x y}

# --- text that cannot be written ---
pwd > /dev/full; echo $?
