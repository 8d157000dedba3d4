/// The beginnings of Vietnamese syllables, with the rhymes that each goes before: `any`, those that begin with `e ê i y`
/// (`front`), or the others (`back`). The rhymes behind `qu`, `gi` and a `g` that stands for `gi` are their own lists.
let vietnameseOnsetTable = #"""
    onset,before
    ,bare
    b,any
    c,back
    ch,any
    d,any
    đ,any
    g,back
    g,g
    gh,front
    gi,back
    gi,gi
    h,any
    k,front
    k,k
    kh,any
    l,any
    m,any
    n,any
    ng,back
    ngh,front
    nh,any
    p,any
    ph,any
    qu,qu
    r,any
    s,any
    t,any
    th,any
    tr,any
    v,any
    x,any
    """#

/// The rhymes without their tones. `after` names the beginnings that alone take them.
let vietnameseRhymeTable = #"""
    after,rhymes
    any,a ai ao au am an ang anh ay ac ach ap at ăm ăn ăng ăc ăp ăt âm ân âng âu ây âc âp ât
    any,e em en eng eo ec ep et ê êm ên ênh êu êch êp êt
    any,i ia im in inh iu ich ip it iêm iên iêng iêu iêc iêp iêt y
    any,o oa oai oam oan oang oanh oao oay oac oach oap oat oăm oăn oăng oăc oăt oe oen oeo oet oi om on ong oong oc op ot
    any,ô ôi ôm ôn ông ôc ôp ôt ơ ơi ơm ơn ơp ơt
    any,u ua ui um un ung uc up ut uân uâng uât uây uê uên uêch uênh uôi uôm uôn uông uôc uôt uơ uy uya uych uynh uyt
    any,uyn uyu uyên uyêt ư ưa ưi ưng ưc ưt ưu ươi ươm ươn ương ươu ươc ươp ươt
    bare,yêm yên yêng yêu yêt
    qu,a ac ach ai am an ang anh ao at ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây e en eo et ê ên êt êch ênh êu
    qu,i it in ich inh y yên yêt ynh ych yt yn ơ ơi ơn ơt ôc ông
    gi,e em en eo et ê êm ên êng êc êt
    g,i in
    k,an
    """#
